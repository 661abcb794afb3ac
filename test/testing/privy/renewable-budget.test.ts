import { describe, expect, it } from "vitest";
import { createFakePrivy, createVirtualClock } from "../../../src/testing/index.js";
import { macrotask } from "../../../src/testing/kit/clock/macrotask.js";
import { order } from "../../support/fake.js";

describe("a client that outlives what its account was", () => {
  it("does not go on waiting for a day that is no longer spent", async () => {
    for (const goBack of ["reset", "restore"] as const) {
      const privy = createFakePrivy();
      const begin = privy.snapshot();
      const client = privy.client({ maxAttempts: 1 });
      await client.orders.upsert(order);
      privy.useUp("day");
      // By the server the first time, by the client itself from then on.
      for (const sent of [2, 2]) {
        await expect(client.orders.upsert(order)).rejects.toMatchObject({ name: "RateLimitError" });
        expect(privy.requests).toHaveLength(sent);
      }
      if (goBack === "reset") privy.reset();
      else privy.restore(begin);
      expect(await client.orders.upsert(order)).toMatchObject({ outcome: "created" });
    }
  });

  it("does not move the clock to wait for a minute that is no longer spent", async () => {
    const privy = createFakePrivy({ rateLimit: { perMinute: 2 } });
    const begin = privy.snapshot();
    const client = privy.client();
    for (let round = 0; round < 5; round += 1) {
      privy.restore(begin);
      await client.orders.upsert(order);
      await client.orders.upsert(order);
      expect(privy.clock.now()).toBe(Date.parse(begin.takenAt));
    }
  });

  it("does not count a call that gave up while it waited", async () => {
    const clock = createVirtualClock({ autoAdvance: false });
    const privy = createFakePrivy({ clock, rateLimit: { perMinute: 1 } });
    const begin = privy.snapshot();
    const client = privy.client({ deadlineMs: 600_000 });
    await client.orders.upsert(order);
    const reason = new Error("Enough");
    const abort = new AbortController();
    const waiting = client.orders.upsert(order, { signal: abort.signal });
    while (clock.pendingTimers < 2) await macrotask();
    abort.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    privy.restore(begin);
    expect(await client.orders.upsert(order)).toMatchObject({ outcome: "created" });
  });

  it("forgets once the request that is under way has ended, and counts none twice", async () => {
    const privy = createFakePrivy({ rateLimit: { perMinute: 3 } });
    const begin = privy.snapshot();
    const client = privy.client({ deadlineMs: 600_000 });
    privy.failNext({ kind: "slow-headers", delay: "5s" });
    const slow = client.orders.upsert(order);
    while (privy.requests.length === 0) await Promise.resolve();
    privy.restore(begin);
    await privy.clock.advance("5s");
    await slow;
    const results = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7].map((id) => client.orders.upsert({ ...order, order_id: id })),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(Array(7).fill("created"));
    expect(privy.requests.every(({ status }) => status === 201)).toBe(true);
    expect(privy.clock.now()).toBeGreaterThanOrEqual(Date.parse(begin.takenAt) + 60_000);
  });
});
