import { type OrderInput, PrivyClient } from "privy-orders";
import { type ImportProgress, importOrders } from "privy-orders/import";
import { createVirtualClock } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { createRateLimitedServer } from "../support/rate-limited-server.js";

const minuteMs = 60_000;
const dayMs = 86_400_000;

const order = (id: number): OrderInput => ({
  order_id: id,
  email: `buyer${id}@example.com`,
  total: 95,
  currency: "USD",
  order_date: "2025-06-01T00:00:00Z",
});

function* orders(count: number): Generator<OrderInput> {
  for (let id = 1; id <= count; id += 1) yield order(id);
}

/** Runs an import by a virtual clock, and notes what it foretold on its way. */
async function runImport(options: { count: number; perDay: number; startAt: string }) {
  const clock = createVirtualClock({ startAt: options.startAt });
  const server = createRateLimitedServer({ clock, perMinute: 60, perDay: options.perDay });
  const client = new PrivyClient({ token: "privy_test", fetch: server.fetch, clock });
  const foretold: { share: number; etaMs: number }[] = [];
  const startedAt = clock.now();
  const summary = await importOrders(client, orders(options.count), {
    clock,
    total: options.count,
    onDailyLimit: "wait",
    onProgress({ done, eta }: ImportProgress) {
      if (eta !== undefined) foretold.push({ share: done / options.count, etaMs: eta.getTime() });
    },
  });
  return { server, summary, foretold, startedAt, endedAt: clock.now() };
}

describe("an import within an account's budgets", () => {
  // The documented 10,000 a day behave the same and take half a minute to run through: examples/import-history.ts does.
  it.each([
    { what: "through nights", count: 5_000, perDay: 2_000, startAt: "2026-01-01T00:00:00Z", busyMinutes: 29 },
    {
      what: "begun in an afternoon",
      count: 4_500,
      perDay: 2_000,
      startAt: "2026-01-01T15:20:30Z",
      busyMinutes: 29,
    },
    { what: "within a day", count: 1_500, perDay: 10_000, startAt: "2026-01-01T09:00:00Z", busyMinutes: 24 },
  ])(
    "meets no 429, uses both budgets to 99 %, and foretells its end within 2 % from the first percent on: $what",
    async ({ count, perDay, startAt, busyMinutes }) => {
      const { server, summary, foretold, startedAt, endedAt } = await runImport({ count, perDay, startAt });
      expect(summary).toMatchObject({ finished: true, done: count, failed: 0 });
      expect(server.refused).toBe(0);

      const usedOfDays = new Map<number, number>();
      for (const [minute, used] of server.minutes) {
        const day = Math.floor((minute * minuteMs) / dayMs);
        usedOfDays.set(day, (usedOfDays.get(day) ?? 0) + used);
      }
      const fullDays = [...usedOfDays.values()].slice(0, -1);
      for (const used of fullDays) expect(used / perDay).toBeGreaterThanOrEqual(0.99);
      // Until the day's reserve for live orders is touched, the minute's budget alone bounds the pace.
      const first = Math.min(...server.minutes.keys());
      const busy = [...server.minutes].filter(([minute]) => minute > first && minute < first + busyMinutes);
      const used = busy.reduce((sum, [, requests]) => sum + requests, 0);
      expect(used / ((busyMinutes - 1) * 60)).toBeGreaterThanOrEqual(0.99);

      const late = foretold.filter(({ share }) => share >= 0.01);
      expect(late.length).toBeGreaterThan(count * 0.95);
      const worstMs = Math.max(...late.map(({ etaMs }) => Math.abs(etaMs - endedAt)));
      expect(worstMs / (endedAt - startedAt)).toBeLessThan(0.02);
    },
    60_000,
  );

  it("lets a live order wait no longer than for one request under way", async () => {
    const clock = createVirtualClock({ startAt: "2026-01-01T00:00:00Z" });
    const latencyMs = 200;
    const server = createRateLimitedServer({ clock, perMinute: 60, perDay: 10_000, latencyMs });
    const client = new PrivyClient({ token: "privy_test", fetch: server.fetch, clock });
    const live: { waitedMs: number }[] = [];
    const running: Promise<void>[] = [];
    const summary = await importOrders(client, orders(1_000), {
      clock,
      concurrency: 4,
      onProgress({ done }) {
        // One live order for every fifty of the import, at any moment of a minute.
        if (done % 50 !== 0) return;
        const beganAt = clock.now();
        const sent = client.orders.upsert(order(100_000 + done)).then(() => {
          live.push({ waitedMs: clock.now() - beganAt - latencyMs });
        });
        running.push(sent);
      },
    });
    await Promise.all(running);
    expect(summary).toMatchObject({ finished: true, failed: 0 });
    expect(live.length).toBeGreaterThanOrEqual(20);
    expect(server.refused).toBe(0);
    for (const { waitedMs } of live) expect(waitedMs).toBeLessThanOrEqual(latencyMs);
  });
});
