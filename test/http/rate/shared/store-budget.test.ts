import {
  createSharedRateBudget,
  type Observer,
  type Priority,
  PrivyClient,
  RateLimitError,
  type RateStore,
  type SharedRateBudget,
  type SharedRateBudgetOptions,
} from "privy-orders";
import { createVirtualClock } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import type { SharedRateState } from "../../../../src/http/rate/shared/shared-rate-state.js";
import { steppedRateStore } from "../../../../src/http/rate/shared/stepped-rate-store.js";
import { numberedOrder as order } from "../../../fixtures/numbered-order.js";
import {
  createRateLimitedServer,
  type RateLimitedServerOptions,
} from "../../../support/rate-limited-server.js";

interface Process {
  send(priority?: Priority, deadlineMs?: number): Promise<unknown>;
  readonly client: PrivyClient;
  readonly budget: SharedRateBudget;
  /** From now on nothing of it reaches the store or the server, and nothing reaches it. */
  kill(): void;
}

function setUp(
  given: Partial<RateLimitedServerOptions> & { shared?: Partial<SharedRateBudgetOptions> } = {},
) {
  const clock = createVirtualClock({ autoAdvance: false, startAt: "2026-01-01T00:00:00.000Z" });
  const { shared, ...limits } = given;
  const server = createRateLimitedServer({ clock, perMinute: 60, perDay: 10_000, ...limits });
  let state: SharedRateState | undefined;
  const kept = steppedRateStore({
    // Its clock is hours away from that of the processes.
    update(change) {
      const next = change(state, clock.now() + 10_000_000);
      state = next.state;
      return next.result;
    },
  });
  const outage = { isGone: false };
  let next = 0;

  const start = (observer?: Observer, reportsAfterMs = 0): Process => {
    let isAlive = true;
    const never = <Value>(): Promise<Value> => new Promise(() => undefined);
    const reach = async <Value>(call: () => Promise<Value>): Promise<Value> => {
      if (outage.isGone) throw new Error("connect ECONNREFUSED");
      const value = isAlive ? await call() : await never<Value>();
      return isAlive ? value : never<Value>();
    };
    const store: RateStore = {
      acquire: (request) => reach(() => kept.acquire(request)),
      async release(id, report) {
        if (reportsAfterMs > 0)
          await new Promise<void>((resolve) => clock.setTimer(resolve, reportsAfterMs, "wait"));
        return reach(() => kept.release(id, report));
      },
    };
    const budget = createSharedRateBudget({ store, clock, ...shared });
    const client = new PrivyClient({
      token: "privy_test",
      clock,
      rateBudget: budget,
      observer,
      maxAttempts: 1,
      fetch: (url, request) => reach2(() => server.fetch(url, request)),
    });
    const reach2 = async <Value>(call: () => Promise<Value>): Promise<Value> => {
      if (!isAlive) return never();
      const value = await call();
      return isAlive ? value : never();
    };
    return {
      client,
      budget,
      send(priority = "live", deadlineMs = 86_400_000) {
        next += 1;
        return client.orders.upsert(order(next), { priority, deadlineMs });
      },
      kill() {
        isAlive = false;
      },
    };
  };
  return { clock, server, start, outage, grants: () => Object.keys(state?.grants ?? {}).length };
}

/** How much of the windows that were over and full of work was used. */
function usedShare(minutes: ReadonlyMap<number, number>, perMinute: number): number {
  const full = [...minutes.values()].slice(0, -1);
  return full.reduce((sum, count) => sum + count, 0) / (perMinute * full.length);
}

describe("a rate budget that processes share", () => {
  it("earns no 429 by its own pace, and uses nearly all of every minute", async () => {
    const { clock, server, start } = setUp();
    const processes = [start(), start(), start(), start()];
    const calls = processes.flatMap(({ send }) =>
      Array.from({ length: 100 }, (_, index) => send(index % 2 === 0 ? "live" : "backfill")),
    );
    const done = Promise.all(calls);
    await clock.advance("8m");
    await done;
    expect(server.refused).toBe(0);
    expect(server.accepted).toBe(400);
    expect(usedShare(server.minutes, 60)).toBeGreaterThanOrEqual(0.98);
  });

  it("goes on at the full pace when two of four processes are killed with requests under way", async () => {
    const { clock, server, start } = setUp();
    const processes = [start(), start(), start(), start()];
    for (const { send } of processes)
      for (let index = 0; index < 150; index += 1) void send().catch(() => undefined);
    await clock.advance("61s");
    processes[0]?.kill();
    await clock.advance("61s");
    processes[1]?.kill();
    await clock.advance("4m");
    expect(server.refused).toBe(0);
    expect(usedShare(server.minutes, 60)).toBeGreaterThanOrEqual(0.98);
  }, 60_000);

  it("earns no 429 when what one process reports arrives seconds late", async () => {
    const { clock, server, start } = setUp({ perMinute: 20 });
    const processes = [start(undefined, 6_000), start(), start()];
    for (const { send } of processes)
      for (let index = 0; index < 60; index += 1) void send().catch(() => undefined);
    await clock.advance("5m");
    expect(server.refused).toBe(0);
    expect(usedShare(server.minutes, 20)).toBeGreaterThanOrEqual(0.9);
  });

  it("never exceeds a window at its border", async () => {
    const { clock, server, start } = setUp();
    const processes = [start(), start()];
    await clock.advance("55s");
    for (const { send } of processes) for (let index = 0; index < 120; index += 1) void send();
    await clock.advance("2m");
    expect(server.refused).toBe(0);
    expect([...server.minutes.values()].slice(0, 2)).toEqual([60, 60]);
  });

  it("leaves another integration its part of every minute, with maxShare", async () => {
    const { clock, server, start } = setUp({ shared: { maxShare: 0.9 } });
    const processes = [start(), start()];
    for (const { send } of processes) for (let index = 0; index < 200; index += 1) void send();
    let strangerRefused = 0;
    for (let second = 0; second < 240; second += 1) {
      await clock.advance(1_000);
      if (second % 10 !== 9) continue;
      const given = server.fetch("http://stranger", {
        method: "POST",
        headers: {},
        body: '{"order_id":"1"}',
      } as never);
      await clock.advance(0);
      void given.then(({ status }) => {
        if (status === 429) strangerRefused += 1;
      });
    }
    await clock.advance("5s");
    expect(strangerRefused).toBe(0);
    expect(server.refused).toBe(0);
    for (const used of [...server.minutes.values()].slice(0, -1)) expect(used).toBeGreaterThanOrEqual(54);
  });

  it("fails at once, with the time to come back, when the turn cannot come before the deadline", async () => {
    const { clock, start } = setUp({ perMinute: 2 });
    const [one, other] = [start(), start()];
    await Promise.all([one.send(), clock.advance("1s")]);
    await Promise.all([other.send(), clock.advance("1s")]);
    const call = one.send("live", 5_000).catch((error: unknown) => error);
    await clock.advance(0);
    expect(await call).toBeInstanceOf(RateLimitError);
    expect(await call).toMatchObject({ window: "minute", attempts: 0 });
  });

  it("never waits for the next day", async () => {
    const { clock, start } = setUp({ perDay: 2 });
    const [one, other] = [start(), start()];
    await Promise.all([one.send(), clock.advance("1s")]);
    await Promise.all([other.send(), clock.advance("1s")]);
    const call = one.send().catch((error: unknown) => error);
    await clock.advance("1s");
    expect(await call).toMatchObject({ code: "rate_limited", window: "day" });
  });

  it("lets live calls of a process go before its backfill, and leaves other processes their reserve", async () => {
    const { clock, server, start } = setUp({ perMinute: 20, shared: { liveReserve: 0.2 } });
    const [importer, shop] = [start(), start()];
    for (let index = 0; index < 60; index += 1) void importer.send("backfill");
    await clock.advance("10s");
    const before = server.accepted;
    expect(before).toBeLessThan(20);
    const beganAt = clock.now();
    const live = shop.send().then(() => clock.now() - beganAt);
    await clock.advance("2s");
    expect(await live).toBeLessThanOrEqual(1_100);
    expect(server.refused).toBe(0);
  });

  it("takes an aborted call out of the line, and its place goes to the next", async () => {
    const { clock, server, start, grants } = setUp({ perMinute: 1 });
    const { send, client } = start();
    await Promise.all([send(), clock.advance("1s")]);
    const controller = new AbortController();
    const reason = new Error("no longer wanted");
    const call = client.orders.upsert(order(99), { signal: controller.signal });
    const ended = expect(call).rejects.toBe(reason);
    await clock.advance("1s");
    controller.abort(reason);
    await ended;
    await clock.advance("3m");
    expect(server.accepted).toBe(1);
    expect(grants()).toBe(0);
    expect(clock.pendingTimers).toBe(0);
  });
});

describe("a shared budget whose store is gone", () => {
  it("goes on alone, with a warning, and joins the others again when the store is back", async () => {
    const { clock, server, start, outage, grants } = setUp({ perMinute: 20 });
    const warnings: string[] = [];
    const { send } = start({ onWarning: ({ code }) => void warnings.push(code) });
    await Promise.all([send(), clock.advance("1s")]);
    expect(warnings).toEqual([]);
    outage.isGone = true;
    const calls = Promise.all(Array.from({ length: 5 }, () => send()));
    await clock.advance("3s");
    await calls;
    expect(warnings).toContain("rate_store_gone");
    outage.isGone = false;
    await clock.advance("6s");
    const before = warnings.length;
    const rest = Promise.all(Array.from({ length: 60 }, () => send()));
    await clock.advance(50);
    expect(grants()).toBeGreaterThan(0);
    await clock.advance("6m");
    await rest;
    expect(warnings).toHaveLength(before);
    expect(server.refused).toBe(0);
  });

  it("goes on alone when the store does not respond at all", async () => {
    const { clock, server } = setUp();
    const never = (): Promise<never> => new Promise(() => undefined);
    const warnings: string[] = [];
    const client = new PrivyClient({
      token: "privy_test",
      clock,
      fetch: server.fetch,
      observer: { onWarning: ({ code }) => void warnings.push(code) },
      rateBudget: createSharedRateBudget({ store: { acquire: never, release: never } }),
    });
    const call = client.orders.upsert(order(1));
    await clock.advance("3s");
    await call;
    expect(warnings).toEqual(["rate_store_gone"]);
  });

  it("refuses calls when it was told to, so that they can be tried again later", async () => {
    const { clock, start, outage, server } = setUp({ shared: { withoutStore: "refuse" } });
    const { send } = start();
    outage.isGone = true;
    const call = send().catch((error: unknown) => error);
    await clock.advance("1s");
    expect(await call).toMatchObject({ code: "rate_limited", retryable: true, retryAfterMs: 5_000 });
    expect(server.accepted).toBe(0);
    outage.isGone = false;
    await clock.advance("6s");
    await Promise.all([send(), clock.advance("1s")]);
    expect(server.accepted).toBe(1);
  });
});

describe("a place that is reserved", () => {
  it("is taken by the call that it is given to", async () => {
    const { clock, server, start, grants } = setUp({ perMinute: 2 });
    const { budget, client, send } = start();
    await Promise.all([send(), clock.advance("1s")]);
    const reservation = await budget.reserve("live");
    expect(grants()).toBe(1);
    const other = send();
    await clock.advance("5s");
    expect(server.accepted).toBe(1);
    const call = client.orders.upsert(order(50), { reservation });
    await clock.advance("1s");
    await call;
    reservation.release();
    expect(server.accepted).toBe(2);
    await clock.advance("2m");
    await other;
    expect(server.refused).toBe(0);
    expect(grants()).toBe(0);
  });

  it("is given back when nothing is sent", async () => {
    const { clock, server, start, grants } = setUp({ perMinute: 2 });
    const { budget, send } = start();
    await Promise.all([send(), clock.advance("1s")]);
    const reservation = await budget.reserve();
    reservation.release();
    reservation.release();
    await Promise.all([send(), clock.advance("1s")]);
    expect(server.accepted).toBe(2);
    expect(grants()).toBe(0);
  });

  it("is no longer waited for when the signal is aborted", async () => {
    const { clock, start, grants } = setUp({ perMinute: 1 });
    const { budget, send } = start();
    await Promise.all([send(), clock.advance("1s")]);
    const controller = new AbortController();
    const reserved = budget.reserve("live", controller.signal).catch((error: unknown) => error);
    await clock.advance("1s");
    const reason = new Error("stopped");
    controller.abort(reason);
    expect(await reserved).toBe(reason);
    await clock.advance("2m");
    expect(grants()).toBe(0);
  });

  it("is waited for with a signal of an old jsdom, which lacks throwIfAborted", async () => {
    const { clock, start } = setUp({ perMinute: 2 });
    const { budget } = start();
    const { signal } = new AbortController();
    Object.defineProperty(signal, "throwIfAborted", { value: undefined });
    const [reservation] = await Promise.all([budget.reserve("live", signal), clock.advance("1s")]);
    reservation.release();
  });
});

it("is not made with options that are out of range", () => {
  const store: RateStore = { acquire: async () => ({ granted: true }), release: async () => undefined };
  // @ts-expect-error the store is missing
  expect(() => createSharedRateBudget({})).toThrow("store");
  expect(() => createSharedRateBudget({ store, maxShare: 0 })).toThrow(
    "maxShare: must be a number above 0, to 1",
  );
  expect(() => createSharedRateBudget({ store, liveReserve: 2 })).toThrow("liveReserve");
  // @ts-expect-error no such choice
  expect(() => createSharedRateBudget({ store, withoutStore: "wait" })).toThrow("withoutStore");
});
