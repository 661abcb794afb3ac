import { describe, expect, it, vi } from "vitest";
import type { RateBudget } from "../../../src/http/rate/rate-gate.js";
import { createRateBudget } from "../../../src/privy/rate-budget.js";
import { createKernel, json, type Kernel, type Outcome, silence } from "../../support/scripted-server.js";

/** A fetch that ignores its signal, and responds when the test says so. */
function deafFetch() {
  const respond: ((response: Response) => void)[] = [];
  const fetch = (): Promise<Response> => new Promise((resolve) => respond.push(resolve));
  return { fetch, respond };
}

describe("a response that comes after its attempt timed out", () => {
  it("is ignored, and its body let go; the next attempt's response counts", async () => {
    const { fetch, respond } = deafFetch();
    const kernel = createKernel([], { fetch, timeoutMs: 1_000 });
    const call = kernel.send();
    await kernel.clock.advance(1_250);
    expect(respond).toHaveLength(2);
    const cancel = vi.fn();
    const late = new Response(new ReadableStream({ cancel }), { status: 422 });
    respond[0]?.(late);
    await kernel.clock.advance(0);
    expect(call.state).toBe("pending");
    expect(cancel).toHaveBeenCalledTimes(1);
    respond[1]?.(json(201, { data: "second" }));
    await kernel.clock.advance(0);
    expect(call).toMatchObject({
      state: "fulfilled",
      value: { result: { data: "second" }, response: { status: 201, attempts: 2 }, uncertain: true },
    });
  });

  it("changes nothing when the call is over, also when it fails only then", async () => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    for (const end of [json(200), new Response("{", { status: 200 })]) {
      const { fetch, respond } = deafFetch();
      const settled: unknown[] = [];
      const observer = { onAttempt: (event: unknown) => settled.push(event) };
      const kernel = createKernel([], { fetch, observer, timeoutMs: 1_000, maxAttempts: 1 });
      const call = kernel.send();
      await kernel.clock.advance(1_000);
      expect(call.reason).toMatchObject({ code: "timeout", clock: "attempt" });
      respond[0]?.(end);
      await kernel.clock.advance(0);
      expect(settled).toHaveLength(1);
      expect(kernel.clock.pendingTimers).toBe(0);
    }
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it("is ignored when its body comes to an end only then", async () => {
    let finish = (): void => undefined;
    const slow = async (): Promise<Response> =>
      new Response(
        new ReadableStream({
          start: (stream) => {
            stream.enqueue(new TextEncoder().encode("{}"));
            finish = () => stream.close();
          },
        }),
      );
    const kernel = createKernel([slow, json(201)], { timeoutMs: 1_000 });
    const call = kernel.send();
    await kernel.clock.advance(1_000);
    finish();
    await kernel.clock.advance(250);
    expect(call).toMatchObject({ state: "fulfilled", value: { response: { status: 201, attempts: 2 } } });
  });
});

describe("a turn that is given to a call in the moment in which it gives up", () => {
  const headers = {
    "x-ratelimit-limit-minute": "10",
    "x-ratelimit-remaining-minute": "9",
    "x-ratelimit-reset-minute": String(Date.parse("2026-01-01T00:01:00Z") / 1000),
  };

  /** One call under way, and two that wait for it; the second gives up while the first one's response is read. */
  async function giveUpWithin(
    request: { sequenceKey?: string },
    options: { budget?: RateBudget },
  ): Promise<{ kernel: Kernel; calls: Outcome<unknown>[] }> {
    const controller = new AbortController();
    const kernel = createKernel([json(200, {}, headers)], options);
    const read = (): void => controller.abort("changed my mind");
    const calls = [
      kernel.send({ ...request, body: "first", read }),
      kernel.send({ ...request, body: "second" }, { signal: controller.signal }),
      kernel.send({ ...request, body: "third" }),
    ];
    await kernel.clock.advance(0);
    return { kernel, calls };
  }

  it.each([
    ["by the rate limit", {}, { budget: createRateBudget() }],
    ["by the order's sequence", { sequenceKey: "1" }, {}],
  ])("goes to the next one: %s", async (_, request, options) => {
    const { kernel, calls } = await giveUpWithin(request, options);
    expect(calls.map(({ state }) => state)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(calls[1]?.reason).toBe("changed my mind");
    expect(kernel.sent.map(({ body }) => body)).toEqual(["first", "third"]);
    expect(kernel.clock.pendingTimers).toBe(0);
  });

  it("leaves no place in the rate limit taken", async () => {
    const budget = createRateBudget();
    await giveUpWithin({}, { budget });
    const after = createKernel([json(200)], { budget });
    // Nine are left, and each call that is under way takes one.
    const calls = Array.from({ length: 9 }, () => after.send());
    await after.clock.advance(0);
    expect(calls.map(({ state }) => state)).toEqual(Array(9).fill("fulfilled"));
  });
});

describe("a stub that is not a real Response", () => {
  it.each([
    [
      "throws in text()",
      {
        text: () => {
          throw new Error("used");
        },
      },
    ],
    ["rejects in text()", { text: () => Promise.reject(new Error("used")) }],
  ])("ends the attempt with an error that says so when it %s", async (_, rest) => {
    // The type of fetch forbids some of these; a stub in a test does it all the same.
    const stub = { status: 200, headers: new Headers({ "content-length": "2" }), body: null, ...rest };
    const kernel = createKernel([async () => stub as unknown as Response], { maxAttempts: 1 });
    const call = kernel.send();
    await kernel.clock.advance(0);
    expect(call.reason).toMatchObject({ code: "connection_failed", status: 200, attempts: 1 });
    expect(kernel.clock.pendingTimers).toBe(0);
  });

  it("may throw at once instead of rejecting", async () => {
    const kernel = createKernel([], {
      maxAttempts: 1,
      fetch: () => {
        throw new Error("no network in this test");
      },
    });
    const call = kernel.send();
    await kernel.clock.advance(0);
    expect(call.reason).toMatchObject({ code: "connection_failed", attempts: 1 });
  });
});

describe("a call of several attempts", () => {
  it("runs one timer at a time, for what would end it next", async () => {
    const kernel = createKernel([silence, json(503, {}, { "retry-after": "5" }), silence], {
      timeoutMs: 10_000,
      deadlineMs: 20_000,
    });
    kernel.send();
    for (const atMs of [0, 9_999, 10_000, 10_250, 12_000, 15_250, 19_999]) {
      await kernel.clock.advance(atMs - kernel.elapsedMs());
      expect(kernel.clock.pendingTimers).toBe(1);
    }
    await kernel.clock.advance(1);
    expect(kernel.clock.pendingTimers).toBe(0);
  });

  it("is over by its deadline even if the clock is set back meanwhile", async () => {
    const kernel = createKernel([silence, silence, silence], { timeoutMs: 10_000, deadlineMs: 25_000 });
    const call = kernel.send();
    await kernel.clock.advance(10_000);
    kernel.clock.set("2025-12-31T00:00:00Z");
    await kernel.clock.advance(60_000);
    expect(call.state).toBe("rejected");
  });
});
