import { type ImportProgress, importOrders, memoryCheckpoint } from "privy-orders/import";
import { createFakePrivy } from "privy-orders/testing";
import { afterAll, describe, expect, it } from "vitest";
import { recordProof } from "../support/record-proof.js";
import { orders } from "./stub-client.js";

const hourMs = 3_600_000;

/** A Privy that cannot be reached for a while, and counts who tries. */
function withOutage(fromRequest: number, lengthMs: number) {
  const privy = createFakePrivy({ rateLimit: false });
  let requests = 0;
  let tries = 0;
  let atOnce = 0;
  let mostAtOnce = 0;
  let downUntil: number | undefined;
  const client = privy.client({
    maxAttempts: 1,
    async fetch(url, request) {
      requests += 1;
      if (requests > fromRequest) downUntil ??= privy.clock.now() + lengthMs;
      if (downUntil === undefined || privy.clock.now() >= downUntil) return await privy.fetch(url, request);
      tries += 1;
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, tries > 10 ? atOnce : 0);
      await new Promise((resolve) => privy.clock.setTimer(() => resolve(undefined), 500, "wait"));
      atOnce -= 1;
      throw new TypeError("fetch failed");
    },
  });
  return { privy, client, tries: () => tries, mostAtOnce: () => mostAtOnce };
}

const outages = {
  lengths: 0,
  shortestMinutes: Number.POSITIVE_INFINITY,
  longestMinutes: 0,
  orders: 0,
  lost: 0,
};
afterAll(() => recordProof("outages", outages));

describe("an import while Privy is unavailable", () => {
  it.each([1 / 60, 1 / 12, 0.25, 0.5, 1, 2, 3, 4, 5, 6])(
    "waits through %d hours and finishes soon after",
    async (hours) => {
      const { privy, client, tries, mostAtOnce } = withOutage(20, hours * hourMs);
      const startedAt = privy.clock.now();
      const summary = await importOrders(client, orders(50), {
        clock: privy.clock,
        concurrency: 10,
        maxOutageMs: 12 * hourMs,
      });
      outages.lengths += 1;
      outages.shortestMinutes = Math.min(outages.shortestMinutes, hours * 60);
      outages.longestMinutes = Math.max(outages.longestMinutes, hours * 60);
      outages.orders += 50;
      outages.lost += 50 - privy.orders.length;
      expect(summary).toMatchObject({ finished: true, failed: 0, done: 50 });
      expect(privy.orders).toHaveLength(50);
      const lateMs = privy.clock.now() - startedAt - hours * hourMs;
      expect(lateMs).toBeLessThan(Math.min(600_000, hours * hourMs) + 60_000);
      // Ten were under way when it began; then one probe at a time.
      expect(tries()).toBeLessThan(10 + 12 + hours * 7);
      expect(mostAtOnce()).toBeLessThanOrEqual(1);
    },
  );

  it("reports since when, and when it tries again", async () => {
    const { privy, client } = withOutage(5, hourMs);
    const waits: NonNullable<ImportProgress["waiting"]>[] = [];
    await importOrders(client, orders(10), {
      clock: privy.clock,
      concurrency: 1,
      maxOutageMs: 2 * hourMs,
      onProgress: ({ waiting }) => {
        if (waiting !== undefined) waits.push(waiting);
      },
    });
    expect(waits.length).toBeGreaterThan(8);
    expect(new Set(waits.map(({ reason, since }) => `${reason} ${since?.getTime()}`)).size).toBe(1);
    const pauses = waits.map(({ until }) => until?.getTime() ?? 0);
    expect(pauses).toEqual([...pauses].sort((left, right) => left - right));
  });

  it("ends as unavailable when it lasts longer than it may, and a later run goes on", async () => {
    const { privy, client } = withOutage(5, 100 * hourMs);
    const checkpoint = memoryCheckpoint();
    const startedAt = privy.clock.now();
    const options = { clock: privy.clock, checkpoint, fingerprint: "f" };
    const summary = await importOrders(client, orders(20), { ...options, maxOutageMs: 2 * hourMs });
    expect(summary).toMatchObject({ finished: false, stopReason: "unavailable", done: 5, failed: 0 });
    expect(privy.clock.now() - startedAt).toBeLessThan(2 * hourMs + 60_000);
    expect(await importOrders(privy.client(), orders(20), options)).toMatchObject({
      finished: true,
      done: 20,
    });
  });

  it("takes one order that always fails for this order's fault, and brings the rest", async () => {
    const privy = createFakePrivy({ rateLimit: false });
    const client = privy.client({
      maxAttempts: 1,
      async fetch(url, request) {
        const isPoison = JSON.parse(request.body ?? "{}").order_id === "3";
        return isPoison ? new Response("", { status: 500 }) : await privy.fetch(url, request);
      },
    });
    const summary = await importOrders(client, orders(200), { clock: privy.clock });
    expect(summary).toMatchObject({ finished: true, failed: 1, done: 200 });
  });

  it("adds one listener to each signal, however many orders are under way", async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => void warnings.push(warning);
    process.on("warning", onWarning);
    const { privy, client } = withOutage(20, hourMs);
    const { signal } = new AbortController();
    await importOrders(client, orders(300), {
      clock: privy.clock,
      concurrency: 100,
      maxOutageMs: 2 * hourMs,
      signal,
    });
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", onWarning);
    expect(warnings).toEqual([]);
  });
});
