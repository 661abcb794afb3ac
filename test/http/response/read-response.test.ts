import { describe, expect, it } from "vitest";
import { BodyTooLarge, parseAccepted, readBody } from "../../../src/http/response/read-response.js";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A body that counts what is taken from it, and whether the rest was given up. */
function countedStream(chunks: Iterable<Uint8Array>): {
  stream: ReadableStream<Uint8Array>;
  taken: () => number;
  isCancelled: () => boolean;
} {
  let taken = 0;
  let cancelled = false;
  const iterator = chunks[Symbol.iterator]();
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const { done, value } = iterator.next();
        if (done) return controller.close();
        taken += 1;
        controller.enqueue(value);
      },
      cancel() {
        cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, taken: () => taken, isCancelled: () => cancelled };
}

/** Much more than is allowed anywhere here, but not so much that a mistake would hang the test. */
function* endless(): Generator<Uint8Array> {
  for (let chunk = 0; chunk < 1_000; chunk += 1) yield new Uint8Array(1_000);
}

describe("a body", () => {
  it.each([
    ["with its length announced", { "content-length": "9" }],
    ["in chunks", {}],
    ["compressed on its way", { "content-length": "3", "content-encoding": "gzip" }],
    ["with an announced length that is none", { "content-length": "nine" }],
  ])("is read to its end: %s", async (_, headers: Record<string, string>) => {
    await expect(readBody(new Response('{"a":"é"}', { headers }), 10)).resolves.toBe('{"a":"é"}');
  });

  it("is whole again when a character was split between two chunks", async () => {
    const bytes = encode("€𝒳");
    const { stream } = countedStream(Array.from(bytes, (byte) => Uint8Array.of(byte)));
    await expect(readBody(new Response(stream), 10)).resolves.toBe("€𝒳");
  });

  it("loses its byte order mark, which JSON cannot begin with", async () => {
    for (const headers of [{}, { "content-length": "5" }]) {
      await expect(readBody(new Response("\ufeff{}", { headers }), 10)).resolves.toBe("{}");
    }
  });

  it("may be missing", async () => {
    await expect(readBody(new Response(null, { status: 204 }), 10)).resolves.toBe("");
    await expect(readBody(new Response(""), 10)).resolves.toBe("");
  });

  it("may have exactly the size that is allowed, and no byte more", async () => {
    await expect(readBody(new Response("x".repeat(10)), 10)).resolves.toHaveLength(10);
    await expect(readBody(new Response("x".repeat(11)), 10)).rejects.toBeInstanceOf(BodyTooLarge);
    await expect(readBody(new Response("é".repeat(6)), 11)).rejects.toBeInstanceOf(BodyTooLarge);
  });

  it("that never ends is given up as soon as it is too large", async () => {
    const { stream, taken, isCancelled } = countedStream(endless());
    await expect(readBody(new Response(stream), 5_000)).rejects.toBeInstanceOf(BodyTooLarge);
    expect(taken()).toBe(6);
    expect(isCancelled()).toBe(true);
  });

  it("whose announced length is too large is not read at all", async () => {
    const { stream, taken, isCancelled } = countedStream(endless());
    const response = new Response(stream, { headers: { "content-length": "5001" } });
    await expect(readBody(response, 5_000)).rejects.toBeInstanceOf(BodyTooLarge);
    expect(taken()).toBe(0);
    expect(isCancelled()).toBe(true);
  });

  it.each(["5", "0", "", " ", "-1", "0x5", "1e1"])(
    "that is larger than it announces is refused all the same: %j",
    async (length) => {
      const response = new Response("x".repeat(50), { headers: { "content-length": length } });
      await expect(readBody(response, 10)).rejects.toBeInstanceOf(BodyTooLarge);
    },
  );

  it("that is compressed may announce little and grow, but not beyond what is allowed", async () => {
    const { stream, taken } = countedStream(endless());
    const headers = { "content-length": "10", "content-encoding": "gzip" };
    await expect(readBody(new Response(stream, { headers }), 5_000)).rejects.toBeInstanceOf(BodyTooLarge);
    expect(taken()).toBe(6);
  });

  it("that breaks fails with what broke it", async () => {
    const stream = new ReadableStream({ start: (controller) => controller.error(new Error("reset")) });
    await expect(readBody(new Response(stream), 10)).rejects.toThrow("reset");
  });
});

describe("the body of a success", () => {
  const server = { baseUrl: "https://api.example", option: "baseUrl", basePath: "/v1" };
  const context = { operation: "orders.upsert", status: 201, attempts: 2, server };
  const parse = (text: string): unknown => parseAccepted(text, JSON.parse, context);

  it("is parsed", () => {
    expect(parse(' {"a":1}\n')).toEqual({ a: 1 });
  });

  it.each([
    ["", "empty", false],
    [" \r\n\t", "empty", false],
    ['{"data":{"email":"ada@example.com"', "truncated", true],
    ["[1,2", "truncated", true],
    ["{", "truncated", true],
    ["<!doctype html><p>ada@example.com</p>", "not_json", false],
    ["  <html>", "not_json", false],
    ["ada@example.com", "not_json", false],
    ['{"ada@example.com": }', "not_json", false],
    ["\0", "not_json", false],
  ])("that is not JSON becomes an error which says so and quotes nothing: %j", (text, reason, retryable) => {
    let thrown: unknown;
    try {
      parse(text);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({
      name: "UnexpectedResponseError",
      code: "unexpected_response",
      reason,
      retryable,
      status: 201,
      attempts: 2,
      message: expect.not.stringContaining("ada"),
    });
    expect(thrown).not.toHaveProperty("cause");
  });

  it("is judged quickly, however large it is", () => {
    const startedAt = performance.now();
    for (const text of [" ".repeat(5_000_000), `{${" ".repeat(5_000_000)}x`, "}".repeat(5_000_000)]) {
      expect(() => parse(text)).toThrow();
    }
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
