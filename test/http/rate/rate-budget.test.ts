import {
  createRateBudget,
  type Priority,
  PrivyClient,
  RateLimitError,
  type UpsertResult,
} from "privy-orders";
import { createVirtualClock } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { numberedOrder as order } from "../../fixtures/numbered-order.js";
import { createRateLimitedServer, type RateLimitedServerOptions } from "../../support/rate-limited-server.js";

function setUp(
  limits: Partial<RateLimitedServerOptions> & {
    liveReserve?: number;
    clients?: number;
    startAt?: string;
  } = {},
) {
  const clock = createVirtualClock({
    autoAdvance: false,
    startAt: limits.startAt ?? "2026-01-01T00:00:00.000Z",
  });
  const server = createRateLimitedServer({ clock, perMinute: 60, perDay: 10_000, ...limits });
  const rateBudget = createRateBudget({ liveReserve: limits.liveReserve });
  const clients = Array.from(
    { length: limits.clients ?? 1 },
    () => new PrivyClient({ token: "privy_test", fetch: server.fetch, clock, rateBudget }),
  );
  let next = 0;
  /** Sends an order through one client after the other and notes how long it took. */
  const send = (priority: Priority, deadlineMs = 86_400_000): Promise<UpsertResult> => {
    next += 1;
    const client = clients[next % clients.length] ?? clients[0];
    if (client === undefined) throw new Error("no client");
    return client.orders.upsert(order(next), { priority, deadlineMs });
  };
  return { clock, server, send, client: clients[0] };
}

describe("the rate-limit gate", () => {
  it("never earns a 429 by its own pace, for ten clients that share a budget", async () => {
    const { clock, server, send } = setUp({ clients: 10 });
    const calls = Array.from({ length: 300 }, (_, index) => send(index % 3 === 0 ? "live" : "backfill"));
    const done = Promise.all(calls);
    await clock.advance("8m");
    await done;
    expect(server.refused).toBe(0);
    expect(server.accepted).toBe(300);
  });

  it("uses the minute to the last request when there is work", async () => {
    const { clock, server, send } = setUp({ clients: 10 });
    const calls = Array.from({ length: 600 }, (_, index) => send(index % 2 === 0 ? "live" : "backfill"));
    const done = Promise.all(calls);
    await clock.advance("11m");
    await done;
    const used = [...server.minutes.values()];
    // The last window holds what was left over.
    const full = used.slice(0, -1);
    expect(full.length).toBeGreaterThanOrEqual(9);
    const share = full.reduce((sum, count) => sum + count, 0) / (60 * full.length);
    expect(share).toBeGreaterThanOrEqual(0.98);
    expect(server.refused).toBe(0);
  });

  it("uses the whole minute for backfill alone, too, because the reserve melts away", async () => {
    const { clock, server, send } = setUp();
    const calls = Array.from({ length: 240 }, () => send("backfill"));
    const done = Promise.all(calls);
    await clock.advance("6m");
    await done;
    expect([...server.minutes.values()].slice(0, 3)).toEqual([60, 60, 60]);
    expect(server.refused).toBe(0);
  });

  it("lets a live call through at once while backfill waits", async () => {
    const { clock, server, send } = setUp();
    for (let index = 0; index < 500; index += 1) send("backfill").catch(() => undefined);
    await clock.advance("10s");
    const before = clock.now();
    const live = send("live").then(() => clock.now() - before);
    await clock.advance("2s");
    expect(await live).toBe(100);
    expect(server.refused).toBe(0);
  });

  it("lets live calls go before backfill that came earlier", async () => {
    const { clock, send } = setUp({ perMinute: 10, liveReserve: 0 });
    await Promise.all([send("live"), clock.advance("1s")]);
    const arrivals: string[] = [];
    for (let index = 0; index < 20; index += 1) void send("backfill").then(() => arrivals.push("backfill"));
    for (let index = 0; index < 5; index += 1) void send("live").then(() => arrivals.push("live"));
    await clock.advance("62s");
    await clock.advance("2s");
    expect(arrivals.slice(9, 14)).toEqual(["live", "live", "live", "live", "live"]);
  });

  it("waits for the next minute when the deadline allows it", async () => {
    const { clock, server, send } = setUp({ perMinute: 2 });
    const calls = Promise.all([send("live"), send("live"), send("live")]);
    await clock.advance("62s");
    await calls;
    expect(server.accepted).toBe(3);
    expect(server.refused).toBe(0);
  });

  it("fails at once with the time to come back when the deadline does not allow it", async () => {
    const { clock, send } = setUp({ perMinute: 1, startAt: "2026-01-01T00:00:10.000Z" });
    await Promise.all([send("live"), clock.advance("1s")]);
    const error = await send("live", 5_000).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ window: "minute", attempts: 0, retryable: true });
    expect((error as RateLimitError).retryAt.toISOString()).toBe("2026-01-01T00:01:00.100Z");
    expect("status" in (error as object)).toBe(false);
  });

  it("never sleeps through a day, however long the deadline", async () => {
    const { clock, send } = setUp({ perDay: 3, startAt: "2026-01-01T12:00:00.000Z" });
    await Promise.all([send("live"), send("live"), send("live"), clock.advance("3s")]);
    const error = await send("live", 2_000_000_000).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "rate_limited", window: "day", attempts: 0 });
    expect((error as RateLimitError).retryAt.toISOString()).toMatch(/^2026-01-02T00:00:0/);
  });

  it("refuses those who already wait as soon as the day is known to be spent", async () => {
    const { clock, send } = setUp({ perDay: 3, perMinute: 2 });
    const calls = Array.from({ length: 5 }, () => send("live").catch((error: unknown) => error));
    await clock.advance("65s");
    const ended = await Promise.all(calls);
    expect(ended.filter((end) => end instanceof RateLimitError && end.window === "day")).toHaveLength(2);
  });

  it("leaves a reserve of the day to live calls", async () => {
    const { clock, server, send } = setUp({ perDay: 100, perMinute: 1_000, liveReserve: 0.2 });
    const calls = Array.from({ length: 100 }, () => send("backfill").catch((error: unknown) => error));
    await clock.advance("10s");
    const refused = (await Promise.all(calls)).filter((end) => end instanceof RateLimitError);
    expect(server.accepted).toBe(80);
    expect(refused).toHaveLength(20);
    const live = send("live");
    await clock.advance("1s");
    expect((await live).outcome).toBe("created");
  });

  it("spreads those who waited instead of letting all go in one instant", async () => {
    const { clock, server, send } = setUp({ perMinute: 40, latencyMs: 20 });
    const calls = Promise.all(Array.from({ length: 80 }, () => send("live")));
    await clock.advance("59s");
    expect(server.accepted).toBe(40);
    expect(server.mostAtOnce).toBeGreaterThan(20);
    server.forgetMostAtOnce();
    await clock.advance("5s");
    await calls;
    expect(server.accepted).toBe(80);
    // All 40 in one instant would have been 40 at once; over a second, 20 ms each, only few overlap.
    expect(server.mostAtOnce).toBeLessThan(12);
  });

  it("is not misled by clocks that disagree", async () => {
    for (const skewMs of [-7_200_000, 7_200_000, 30_000]) {
      const { clock, server, send } = setUp({ perMinute: 10, skewMs });
      const calls = Promise.all(Array.from({ length: 30 }, () => send("live")));
      await clock.advance("4m");
      await calls;
      expect(server.refused).toBe(0);
    }
  });

  it("uses a larger budget fully, since no number is built in", async () => {
    const { clock, server, send } = setUp({ perMinute: 3_000, perDay: 1_000_000 });
    const calls = Promise.all(Array.from({ length: 3_000 }, () => send("live")));
    await clock.advance("5s");
    await calls;
    expect(server.accepted).toBe(3_000);
  });

  it.each([
    ["missing", {}],
    [
      "words",
      {
        "x-ratelimit-remaining-minute": "none",
        "x-ratelimit-limit-minute": "many",
        "x-ratelimit-reset-minute": "soon",
      },
    ],
    [
      "in milliseconds",
      {
        "x-ratelimit-remaining-minute": "0",
        "x-ratelimit-limit-minute": "60",
        "x-ratelimit-reset-minute": "1767225660000",
      },
    ],
    [
      "a year away",
      {
        "x-ratelimit-remaining-minute": "0",
        "x-ratelimit-limit-minute": "60",
        "x-ratelimit-reset-minute": "1798761600",
      },
    ],
    [
      "in the past",
      {
        "x-ratelimit-remaining-minute": "0",
        "x-ratelimit-limit-minute": "60",
        "x-ratelimit-reset-minute": "1000000000",
      },
    ],
    [
      "negative",
      {
        "x-ratelimit-remaining-minute": "-5",
        "x-ratelimit-limit-minute": "-1",
        "x-ratelimit-reset-minute": "-1",
      },
    ],
  ])("goes on when the headers are %s", async (_what, headers) => {
    const clock = createVirtualClock({ autoAdvance: false });
    const client = new PrivyClient({
      token: "privy_test",
      clock,
      fetch: async (_, { body = "{}" }) => Response.json({ data: JSON.parse(body) }, { headers }),
    });
    for (let index = 1; index <= 5; index += 1)
      await client.orders.upsert(order(index), { deadlineMs: 1_000 });
    expect(client.rateLimit?.minute?.remaining ?? 0).toBe(0);
  });

  it("sends one request to learn the budget, and no more until its response or a second has passed", async () => {
    const clock = createVirtualClock({ autoAdvance: false });
    let sent = 0;
    const client = new PrivyClient({
      token: "privy_test",
      clock,
      fetch: () => {
        sent += 1;
        return new Promise(() => undefined);
      },
    });
    for (let index = 1; index <= 5; index += 1) client.orders.upsert(order(index)).catch(() => undefined);
    await clock.advance("900ms");
    expect(sent).toBe(1);
    await clock.advance("1200ms");
    expect(sent).toBe(2);
  });

  it("lets an aborted waiter go at once and takes it out of the lane", async () => {
    const { clock, server, send, client } = setUp({ perMinute: 1 });
    await Promise.all([send("live"), clock.advance("1s")]);
    const controller = new AbortController();
    const reason = new Error("no longer wanted");
    const call = client?.orders.upsert(order(99), { signal: controller.signal });
    const ended = expect(call).rejects.toBe(reason);
    controller.abort(reason);
    await ended;
    await clock.advance("3m");
    expect(server.accepted).toBe(1);
    expect(clock.pendingTimers).toBe(0);
  });
});
