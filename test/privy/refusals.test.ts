import { describe, expect, it } from "vitest";
import { json, leastOrder, scriptedClient } from "../support/scripted-server.js";

/** The error that an upsert ends in when Privy answers so. */
async function refusalOf(reply: Response, token?: string): Promise<unknown> {
  const { client } = scriptedClient([reply], { maxAttempts: 1, ...(token === undefined ? {} : { token }) });
  return client.orders.upsert(leastOrder).then(
    () => undefined,
    (error: unknown) => error,
  );
}

const envelope = (code: string, message: string, rest: object = {}): object => ({
  error: { code, message, ...rest },
});

describe("a refusal by Privy", () => {
  it("names every field that is invalid, with Privy's message", async () => {
    const details = [
      { field: "email", message: "is invalid" },
      { field: "base", message: "email or phone is required" },
    ];
    const body = envelope("validation_failed", "One or more fields are invalid", { details });
    const error = await refusalOf(json(422, body));
    expect(error).toMatchObject({
      name: "RejectedError",
      code: "rejected",
      status: 422,
      serverCode: "validation_failed",
      details,
      retryable: false,
      message:
        "orders.upsert was answered with 422 (validation_failed: One or more fields are invalid).\n  email: is invalid\n  base: email or phone is required",
    });
  });

  it("names the missing scope", async () => {
    const error = await refusalOf(json(403, envelope("insufficient_scope", "Insufficient scope")));
    expect(error).toMatchObject({
      name: "PermissionError",
      message: expect.stringContaining("orders_write"),
    });
  });

  it("states where to look when the token is refused", async () => {
    const body = envelope("unauthorized", "Bearer token is missing or invalid");
    const error = await refusalOf(json(401, body));
    expect(error).toMatchObject({
      name: "AuthenticationError",
      message: expect.stringContaining("under API tokens."),
    });
    expect(error).toHaveProperty("message", expect.not.stringContaining("does not look like"));
    const odd = await refusalOf(json(401, body), "odd-token");
    expect(odd).toHaveProperty("message", expect.stringContaining("is not an API token"));
    expect(odd).toHaveProperty("message", expect.not.stringContaining("odd-token"));
  });

  it("states when to retry, and which budget is spent", async () => {
    const day = {
      "x-ratelimit-limit-day": "10000",
      "x-ratelimit-remaining-day": "0",
      "x-ratelimit-reset-day": "1767312000",
    };
    const body = envelope("rate_limited", "Rate limit exceeded");
    expect(await refusalOf(json(429, body, { ...day, "retry-after": "90" }))).toMatchObject({
      name: "RateLimitError",
      window: "day",
      retryAfterMs: 90_000,
      retryAt: new Date("2026-01-01T00:01:30Z"),
      message: expect.stringContaining("Try again in 90 s."),
    });
    expect(await refusalOf(json(429, body, day))).toMatchObject({
      retryAt: new Date("2026-01-02T00:00:00Z"),
    });
    const silent = await refusalOf(json(429, body));
    expect(silent).toMatchObject({ retryAfterMs: 60_000 });
    expect(silent).not.toHaveProperty("window");
  });

  it.each([
    ["error.id", { error: { code: "conflict", id: "cus_a1b2c3d4e5f6g7h8" }, id: "cus_other" }],
    ["id", { error: { code: "conflict" }, id: "cus_a1b2c3d4e5f6g7h8" }],
    ["data.id", { error: { code: "conflict" }, data: { id: "cus_a1b2c3d4e5f6g7h8" } }],
    ["id without an envelope", { id: "cus_a1b2c3d4e5f6g7h8" }],
  ])("names what exists already, wherever Privy writes it: %s", async (_, body) => {
    expect(await refusalOf(json(409, body))).toMatchObject({
      name: "ConflictError",
      existingId: "cus_a1b2c3d4e5f6g7h8",
    });
  });

  it.each([
    ["an address", "ada@example.com"],
    ["the customer's address without its dots", leastOrder.email],
    ["a sentence", "contact Ada"],
    ["an object", { id: 1 }],
    ["a very long text", "x".repeat(65)],
    ["nothing", ""],
  ])("names nothing that is not an id: %s", async (_, id) => {
    expect(await refusalOf(json(409, { error: { id } }))).not.toHaveProperty("existingId");
  });

  it.each(["4155550123", "14155550123", "tel-4155550123", "1-415-555-0123"])(
    "names no customer's phone in any spelling as what exists: %s",
    async (id) => {
      const { client } = scriptedClient([json(409, { error: { id } })]);
      const call = client.orders.upsert({ ...leastOrder, phone: "+1 415 555 0123" });
      await expect(call).rejects.toSatisfy((error) => !Object.hasOwn(error, "existingId"));
    },
  );

  it.each([
    ["HTML", "<html>Ada</html>"],
    ["nothing", ""],
    ["a text", '"Ada"'],
    ["a list", "[1]"],
    ["null", "null"],
    ["half an envelope", '{"error":{"code":"x"'],
    ["an envelope with nothing usable in it", '{"error":{"code":5,"message":null,"details":{"a":1}}}'],
    ["details of the wrong kind", '{"error":{"details":[null,5,"x",{},{"field":"a"},{"message":""}]}}'],
    ["a prototype", '{"__proto__":{"error":{"code":"Ada"}}}'],
  ])("is told by its status alone when the body says nothing: %s", async (_, body) => {
    expect(await refusalOf(new Response(body, { status: 422 }))).toMatchObject({
      name: "RejectedError",
      details: [],
      message: "orders.upsert was answered with 422.",
    });
  });

  it("names the field base when a detail names none", async () => {
    const body = envelope("validation_failed", "x", { details: [{ message: "is wrong" }] });
    expect(await refusalOf(json(422, body))).toMatchObject({
      details: [{ field: "base", message: "is wrong" }],
    });
  });

  it("lists a hundred details at most", async () => {
    const details = Array.from({ length: 5_000 }, () => ({ field: "a", message: "b" }));
    const error = await refusalOf(json(422, envelope("validation_failed", "x", { details })));
    expect(error).toHaveProperty("details.length", 100);
  });

  it("keeps its status when its body cannot be read", async () => {
    const stream = (): ReadableStream =>
      new ReadableStream({ start: (body) => body.error(new Error("reset")) });
    expect(await refusalOf(new Response(stream(), { status: 422 }))).toMatchObject({
      name: "RejectedError",
      status: 422,
    });
    expect(await refusalOf(new Response(stream(), { status: 503 }))).toMatchObject({
      name: "ServerError",
      status: 503,
    });
  });

  it("states whether a retry can help", async () => {
    for (const [status, retryable] of [
      [400, false],
      [408, true],
      [429, true],
      [500, true],
      [501, false],
      [505, false],
    ] as const) {
      expect(await refusalOf(json(status, {}))).toMatchObject({ status, retryable });
    }
  });
});
