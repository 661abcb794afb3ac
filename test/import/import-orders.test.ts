import type { PrivyClientOptions } from "privy-orders";
import {
  type CheckpointState,
  type ImportOutcome,
  importOrders,
  memoryCheckpoint,
  startImport,
} from "privy-orders/import";
import { createFakePrivy } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { failure, order, orders, stored, stubClient } from "./stub-client.js";

describe("importOrders", () => {
  it("sends every order once, as a past one", async () => {
    const privy = createFakePrivy({ flows: [{ name: "Thanks", trigger: "order_placed" }] });
    const summary = await importOrders(privy.client(), orders(20), { clock: privy.clock });
    expect(summary).toMatchObject({ finished: true, done: 20, created: 20, failed: 0, doneBefore: 0 });
    expect(privy.orders).toHaveLength(20);
    expect(privy.orders.every(({ initial_sync }) => initial_sync)).toBe(true);
    expect(privy.flowRuns).toEqual([]);
  });

  it("signs no contact up, and counts what it left out, unless consent is to be sent", async () => {
    const source = [
      order(1, { accepts_email_marketing: true }),
      order(2, { accepts_email_marketing: false }),
      order(3),
    ];
    const careful = stubClient(stored);
    expect(await importOrders(careful.client, source)).toMatchObject({ consentDropped: 1 });
    expect(careful.bodies.some((body) => "accepts_email_marketing" in body)).toBe(false);
    const eager = stubClient(stored);
    expect(await importOrders(eager.client, source, { consent: "send" })).toMatchObject({
      consentDropped: 0,
    });
    expect(eager.bodies.map((body) => body.accepts_email_marketing)).toEqual([true, false, undefined]);
  });

  it("overrides initial_sync: false", async () => {
    const { client, bodies } = stubClient(stored);
    await importOrders(client, [order(1, { initial_sync: false })]);
    expect(bodies[0]).toMatchObject({ initial_sync: true });
  });

  it("keeps the order of states of one order", async () => {
    const { client, bodies } = stubClient(stored);
    const source = Array.from({ length: 40 }, (_, index) =>
      order((index % 3) + 1, {
        order_id: index % 3 === 0 ? `00${(index % 3) + 1}` : (index % 3) + 1,
        total: index,
      }),
    );
    await importOrders(client, source, { concurrency: 10 });
    for (const id of ["1", "2", "3"]) {
      const totals = bodies.filter((body) => body.order_id === id).map((body) => Number(body.total));
      expect(totals).toEqual([...totals].sort((left, right) => left - right));
    }
    expect(bodies).toHaveLength(40);
  });

  it("reports a bad order and goes on", async () => {
    const { client, bodies } = stubClient(stored);
    const outcomes: ImportOutcome[] = [];
    const summary = await importOrders(
      client,
      [order(1), order(2, { total: "much" as never }), null as never, order(4)],
      {
        concurrency: 1,
        onOutcome: (outcome) => void outcomes.push(outcome),
      },
    );
    expect(summary).toMatchObject({ finished: true, created: 2, failed: 2, done: 4 });
    expect(outcomes.map(({ status }) => status)).toEqual(["created", "failed", "failed", "created"]);
    expect(outcomes[1]).toMatchObject({ position: { record: 2 }, issues: [{ path: ["total"] }] });
    expect(bodies).toHaveLength(2);
  });

  it("gives outcomes to a loop, no faster than it takes them", async () => {
    const { client, bodies } = stubClient(stored);
    const run = startImport(client, orders(10), { concurrency: 1 });
    const seen: number[] = [];
    for await (const outcome of run.outcomes) {
      seen.push(outcome.position.record);
      expect(bodies.length - seen.length).toBeLessThanOrEqual(2);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect((await run.summary).finished).toBe(true);
  });

  it("ends when the loop is left", async () => {
    const { client, bodies } = stubClient(stored);
    const run = startImport(client, orders(100), { concurrency: 1 });
    for await (const outcome of run.outcomes) if (outcome.position.record === 3) break;
    expect(await run.summary).toMatchObject({ finished: false, stopReason: "aborted" });
    expect(bodies.length).toBeLessThan(10);
  });

  it.each([
    [401, "unauthorized", undefined, "credentials"],
    [403, "insufficient_scope", undefined, "credentials"],
    [422, "validation_failed", "X-Privy-Integration-Token", "integration_token"],
    [302, "", undefined, "unexpected_response"],
    [404, "not_found", undefined, "unexpected_response"],
  ] as const)(
    "ends at once after %s with nothing marked as done",
    async (status, code, field, stopReason) => {
      const { client, bodies } = stubClient(() => failure(status, code, field));
      const checkpoint = memoryCheckpoint();
      const summary = await importOrders(client, orders(100), { checkpoint, fingerprint: "f" });
      expect(summary).toMatchObject({ finished: false, stopReason, done: 0, failed: 0 });
      expect(bodies.length).toBeLessThanOrEqual(4);
      expect(await checkpoint.load()).toMatchObject({ next: 0, ahead: [] });
    },
  );

  it("waits through an outage, and loses nothing", async () => {
    const privy = createFakePrivy();
    let down = 6;
    const client = privy.client({
      maxAttempts: 1,
      fetch: async (url, request) => {
        if (down > 0) {
          down -= 1;
          throw new TypeError("fetch failed");
        }
        return privy.fetch(url, request);
      },
    });
    expect(await importOrders(client, orders(10), { clock: privy.clock })).toMatchObject({
      finished: true,
      failed: 0,
      done: 10,
    });
    expect(privy.orders).toHaveLength(10);
  });

  it("ends as unavailable when Privy does not come back, and can be resumed", async () => {
    const privy = createFakePrivy();
    const checkpoint = memoryCheckpoint();
    let up = 5;
    const fetch: PrivyClientOptions["fetch"] = async (url, request) => {
      up -= 1;
      if (up < 0) throw new TypeError("fetch failed");
      return privy.fetch(url, request);
    };
    const options = { clock: privy.clock, checkpoint, fingerprint: "orders.ndjson", concurrency: 2 };
    const first = await importOrders(privy.client({ maxAttempts: 1, fetch }), orders(20), options);
    expect(first).toMatchObject({ finished: false, stopReason: "unavailable", done: 5, failed: 0 });
    const second = await importOrders(privy.client(), orders(20), options);
    expect(second).toMatchObject({ finished: true, done: 20, doneBefore: 5 });
    expect(privy.orders).toHaveLength(20);
  });

  it("stops at the first failure, or after too many, when asked to", async () => {
    const refuse = (count: number, body: Record<string, unknown>): Response =>
      count % 2 === 0 ? failure(422, "validation_failed", "email") : stored(count, body);
    const strict = stubClient(refuse);
    expect(
      await importOrders(strict.client, orders(50), { concurrency: 1, stopOnError: true }),
    ).toMatchObject({
      finished: false,
      stopReason: "failures",
      done: 2,
    });
    const patient = stubClient(refuse);
    expect(await importOrders(patient.client, orders(50), { concurrency: 1, maxFailures: 3 })).toMatchObject({
      stopReason: "failures",
      failed: 4,
    });
  });

  it("pauses and resumes", async () => {
    const { client, bodies } = stubClient(stored);
    const run = startImport(client, orders(50), {
      concurrency: 1,
      onProgress: ({ done }) => {
        if (done === 5) run.pause();
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(bodies).toHaveLength(5);
    run.resume();
    expect(await run.summary).toMatchObject({ finished: true, done: 50 });
  });

  it("ends between orders when the signal aborts, with a clean checkpoint", async () => {
    const { client, bodies } = stubClient(stored);
    const controller = new AbortController();
    const checkpoint = memoryCheckpoint();
    const summary = await importOrders(client, orders(50), {
      concurrency: 3,
      checkpoint,
      fingerprint: "f",
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done === 10) controller.abort(new Error("enough"));
      },
    });
    expect(summary).toMatchObject({ finished: false, stopReason: "aborted" });
    expect(summary.done).toBe(bodies.length);
    expect((await checkpoint.load()) as CheckpointState).toMatchObject({ next: bodies.length, ahead: [] });
  });

  it("stops when the day is spent, and names the time to go on", async () => {
    const privy = createFakePrivy({ rateLimit: { perMinute: 60, perDay: 100 } });
    const summary = await importOrders(privy.client({ liveReserve: 0 } as object), orders(150), {
      clock: privy.clock,
    });
    expect(summary).toMatchObject({ finished: false, stopReason: "daily_limit" });
    expect(summary.done).toBeGreaterThanOrEqual(90);
    expect(summary.retryAt?.toISOString()).toBe("2026-01-02T00:00:00.000Z");
  });

  it("sleeps through the night when asked to", async () => {
    const privy = createFakePrivy({ rateLimit: { perMinute: 60, perDay: 100 } });
    const summary = await importOrders(privy.client(), orders(250), {
      clock: privy.clock,
      onDailyLimit: "wait",
    });
    expect(summary).toMatchObject({ finished: true, done: 250 });
    expect(privy.requests.filter(({ status }) => status === 429)).toEqual([]);
  });

  it("refuses a checkpoint of another source, of other options, or of something else", async () => {
    const { client, bodies } = stubClient(stored);
    const checkpoint = memoryCheckpoint();
    await importOrders(client, orders(3), { checkpoint, fingerprint: "one" });
    const sent = bodies.length;
    await expect(importOrders(client, orders(3), { checkpoint, fingerprint: "two" })).rejects.toThrow(
      /belongs to another source/,
    );
    await expect(
      importOrders(client, orders(3), { checkpoint, fingerprint: "one", consent: "send" }),
    ).rejects.toThrow(/other options/);
    const odd = { load: async () => ({ hello: 1 }), save: async () => undefined };
    await expect(importOrders(client, orders(3), { checkpoint: odd, fingerprint: "one" })).rejects.toThrow(
      /not the state of an import/,
    );
    await expect(importOrders(client, orders(3), { checkpoint })).rejects.toThrow(/needs a fingerprint/);
    expect(bodies).toHaveLength(sent);
  });

  it("refuses bad options, all at once", async () => {
    const { client } = stubClient(stored);
    const options = { consent: "maybe", concurrency: 0, onDailyLimt: "wait" } as object;
    await expect(importOrders(client, [], options)).rejects.toMatchObject({
      issues: [{ path: ["onDailyLimt"] }, { path: ["consent"] }, { path: ["concurrency"] }],
    });
  });

  it("ends with the source's own error when it cannot be read on", async () => {
    const { client } = stubClient(stored);
    const broken = (function* () {
      yield order(1);
      throw new Error("disk gone");
    })();
    expect(await importOrders(client, broken, { concurrency: 1 })).toMatchObject({
      finished: false,
      stopReason: "source",
      done: 1,
      error: { message: "disk gone" },
    });
  });

  it("ends when its checkpoint cannot be written", async () => {
    const { client } = stubClient(stored);
    const checkpoint = {
      load: async () => undefined,
      save: async () => Promise.reject(new Error("disk full")),
    };
    expect(await importOrders(client, orders(50), { checkpoint, fingerprint: "f" })).toMatchObject({
      finished: false,
      stopReason: "checkpoint",
    });
  });
});
