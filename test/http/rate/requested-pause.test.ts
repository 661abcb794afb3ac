import { describe, expect, it } from "vitest";
import { createRateBudget } from "../../../src/privy/rate-budget.js";
import { createKernel, json, type Kernel, type Reply } from "../../support/scripted-server.js";

const refused = (seconds: string): Response => json(429, {}, { "retry-after": seconds });
const year = "31536000";

function setUp(replies: readonly Reply[]): Kernel {
  return createKernel(replies, { budget: createRateBudget(), maxAttempts: 1 });
}

/** Makes a call and looks at it in the same instant. */
async function callNow(kernel: Kernel, deadlineMs = 90_000) {
  const call = kernel.send({}, { deadlineMs });
  await kernel.clock.advance(0);
  return call;
}

describe("the pause that a 429 asks for", () => {
  it("is trusted for a minute: meanwhile calls fail at once, with the time of the next probe", async () => {
    const kernel = setUp([refused(year), json(200)]);
    await callNow(kernel);
    await kernel.clock.advance(20_000);
    const call = await callNow(kernel);
    expect(call.reason).toMatchObject({ code: "rate_limited", attempts: 0, retryAfterMs: 40_000 });
    expect(kernel.sent).toHaveLength(1);
  });

  it("is probed by one call after a minute, and a good response ends it, however long it was to be", async () => {
    const kernel = setUp([refused(year), json(200)]);
    await callNow(kernel);
    await kernel.clock.advance(60_000);
    expect((await callNow(kernel)).state).toBe("fulfilled");
    const calls = await Promise.all([callNow(kernel), callNow(kernel)]);
    expect(calls.map(({ state }) => state)).toEqual(["fulfilled", "fulfilled"]);
    expect(kernel.sent).toHaveLength(4);
  });

  it("goes on when the probe is refused, too, and is probed once a minute", async () => {
    const kernel = setUp([refused(year)]);
    for (let second = 0; second < 300; second += 1) {
      kernel.send();
      await kernel.clock.advance(1_000);
    }
    expect(kernel.sent.map(({ atMs }) => atMs)).toEqual([0, 60_000, 120_000, 180_000, 240_000]);
  });

  it("lets those who come while a probe is under way wait for what it finds", async () => {
    let respond = (_response: Response): void => undefined;
    const probe = (): Promise<Response> =>
      new Promise((resolve) => {
        respond = resolve;
      });
    const kernel = setUp([refused(year), probe, json(200)]);
    await callNow(kernel);
    await kernel.clock.advance(60_000);
    const calls = [await callNow(kernel), await callNow(kernel), await callNow(kernel)];
    expect(calls.map(({ state }) => state)).toEqual(["pending", "pending", "pending"]);
    expect(kernel.sent).toHaveLength(2);
    respond(json(200));
    await kernel.clock.advance(2_000);
    expect(calls.map(({ state }) => state)).toEqual(["fulfilled", "fulfilled", "fulfilled"]);
  });

  it("is not ended by the response to a request that was sent before it", async () => {
    let respond = (_response: Response): void => undefined;
    const slow = (): Promise<Response> =>
      new Promise((resolve) => {
        respond = resolve;
      });
    const kernel = setUp([json(200), slow, refused("30"), json(200)]);
    await callNow(kernel);
    await Promise.all([callNow(kernel), callNow(kernel)]);
    respond(json(200));
    await kernel.clock.advance(1_000);
    const call = await callNow(kernel);
    expect(call.state).toBe("pending");
    await kernel.clock.advance(31_000);
    expect(call.state).toBe("fulfilled");
    expect(kernel.sent.at(-1)?.atMs).toBeGreaterThanOrEqual(30_000);
  });

  it("ends when it was to end, if that is within the minute, and counts from the latest end", async () => {
    const kernel = setUp([json(200), refused("30"), refused("10"), json(200)]);
    await callNow(kernel);
    await Promise.all([callNow(kernel), callNow(kernel)]);
    const call = kernel.send();
    await kernel.clock.advance(29_000);
    expect(call.state).toBe("pending");
    await kernel.clock.advance(3_000);
    expect(call.state).toBe("fulfilled");
  });

  it("is never made longer by a clock that is set back", async () => {
    const kernel = setUp([refused(year), json(200)]);
    await callNow(kernel);
    kernel.clock.set("2025-01-01T00:00:00Z");
    expect((await callNow(kernel)).state).toBe("fulfilled");
  });
});
