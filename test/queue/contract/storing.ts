import { InvalidInputError } from "privy-orders";
import { createSealing, QueueFullError } from "privy-orders/queue";
import { describe, expect, it } from "vitest";
import { type Bench, Destination, orderOf } from "./contract-support.js";

/** What `enqueue` promises. */
export function describeStoring(bench: Bench): void {
  describe("enqueue", () => {
    it("keeps an order for a process that is started later", async () => {
      const first = await bench.open();
      expect(await first.enqueue(orderOf(1))).toEqual({ accepted: true, warnings: [] });
      const second = await bench.open();
      expect(await second.stats()).toMatchObject({ waiting: 1, underWay: 0, dead: 0 });
      const privy = new Destination();
      bench.work(second, { client: privy });
      await bench.untilEmpty(second);
      expect(privy.values("order_id")).toEqual(["1"]);
      expect((await second.stats()).oldestAt).toBeUndefined();
    });

    it("says what was left out of an order, as parseOrder does", async () => {
      const queue = await bench.open({ parse: { invalidPhone: "drop" } });
      const result = await queue.enqueue(orderOf(1, { phone: "+1 555" }));
      expect(result).toMatchObject({
        accepted: true,
        warnings: [{ code: expect.stringContaining("phone") }],
      });
    });

    it("refuses a wrong order in the shop's own request, and keeps nothing of it", async () => {
      const queue = await bench.open();
      await expect(queue.enqueue(orderOf(1, { total: "many" }))).rejects.toBeInstanceOf(InvalidInputError);
      await expect(queue.enqueue(orderOf(1), { account: "a b" })).rejects.toMatchObject({
        issues: [{ path: ["account"] }],
      });
      await expect(queue.enqueue(orderOf(1), { version: Number.NaN })).rejects.toMatchObject({
        issues: [{ path: ["version"] }],
      });
      expect((await queue.stats()).waiting).toBe(0);
    });

    it("takes the signal of an old jsdom, which lacks throwIfAborted", async () => {
      const queue = await bench.open();
      const { signal } = new AbortController();
      Object.defineProperty(signal, "throwIfAborted", { value: undefined });
      expect(await queue.enqueue(orderOf(1), { signal })).toMatchObject({ accepted: true });
      const aborted = AbortSignal.abort(new Error("the shop's request is over"));
      await expect(queue.enqueue(orderOf(2), { signal: aborted })).rejects.toBe(aborted.reason);
      expect((await queue.stats()).waiting).toBe(1);
    });

    it("refuses a state that is larger than maxStateBytes", async () => {
      const queue = await bench.open({ maxStateBytes: 1_000 });
      const line_items = [{ title: "x".repeat(1_000), quantity: 1, price: 1 }];
      await expect(queue.enqueue(orderOf(1, { line_items }))).rejects.toMatchObject({
        issues: [{ code: "too_large" }],
      });
      expect((await queue.stats()).waiting).toBe(0);
    });

    it("refuses with QueueFullError, which is retryable, when maxWaiting orders wait", async () => {
      const queue = await bench.open({ maxWaiting: 2 });
      await queue.enqueue(orderOf(1));
      await queue.enqueue(orderOf(2));
      // A further state of an order that waits makes no further request.
      expect(await queue.enqueue(orderOf(2, { total: 11 }))).toMatchObject({ accepted: true });
      const refusal = await queue.enqueue(orderOf(3)).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(QueueFullError);
      expect(refusal).toMatchObject({ code: "queue_full", retryable: true, maxWaiting: 2 });
      bench.work(queue, { client: new Destination() });
      await bench.untilEmpty(queue);
      expect(await queue.enqueue(orderOf(3))).toMatchObject({ accepted: true });
    });

    it("counts several states of one order as one order that waits", async () => {
      const queue = await bench.open();
      for (const total of [1, 2, 3]) await queue.enqueue(orderOf(1, { total }));
      await queue.enqueue(orderOf(2));
      expect((await queue.stats()).waiting).toBe(2);
    });

    it("keeps orders as ciphertext with sealing, and opens them with an older key as well", async () => {
      const keys = { old: new Uint8Array(32).fill(1), young: new Uint8Array(32).fill(2) };
      const before = await bench.open({ sealing: createSealing({ keys, current: "old" }) });
      await before.enqueue(orderOf(1));
      const engine = await bench.engine();
      for await (const { text } of engine.states({})) {
        expect(text).not.toContain("ada@example.com");
        expect(JSON.parse(text)).toMatchObject({ v: 1, account: "default", key: "old" });
      }
      const after = await bench.open({ sealing: createSealing({ keys, current: "young" }) });
      const privy = new Destination();
      bench.work(after, { client: privy });
      await bench.untilEmpty(after);
      expect(privy.values("email")).toEqual(["ada@example.com"]);
    });
  });

  describe("a version", () => {
    it("orders the states of an order, whatever they arrived in", async () => {
      const queue = await bench.open();
      await queue.enqueue(orderOf(1, { total: 30, customer_id: "new" }), { version: 3 });
      await queue.enqueue(orderOf(1, { total: 20, financial_status: "paid" }), { version: new Date(2) });
      const privy = new Destination();
      bench.work(queue, { client: privy });
      await bench.untilEmpty(queue);
      expect(privy.values("total")).toEqual([30]);
      expect(privy.values("financial_status")).toEqual(["paid"]);
    });

    it("below the last delivered one is not kept, also in another process", async () => {
      const queue = await bench.open();
      await queue.enqueue(orderOf(1, { total: 30 }), { version: 3 });
      const privy = new Destination();
      bench.work(queue, { client: privy });
      await bench.untilEmpty(queue);
      const later = await bench.open();
      expect(await later.enqueue(orderOf(1, { total: 20 }), { version: 2 })).toEqual({
        accepted: false,
        reason: "stale",
      });
      expect(await later.enqueue(orderOf(1, { total: 30 }), { version: 3 })).toMatchObject({
        accepted: true,
      });
      expect(await later.enqueue(orderOf(1, { total: 31 }))).toMatchObject({ accepted: true });
      expect(await later.enqueue(orderOf(2, { total: 20 }), { version: 2 })).toMatchObject({
        accepted: true,
      });
    });

    it("that came while a newer one was under way is dropped, and reported", async () => {
      const engine = await bench.engine();
      const queue = await bench.open();
      await queue.enqueue(orderOf(1, { total: 30 }), { version: 3 });
      const taken = await bench.take(engine);
      await queue.enqueue(orderOf(1, { total: 20 }), { version: 2 });
      const release = { atMs: bench.now(), attempts: 0 };
      const remove = taken?.states.map(({ id }) => id) ?? [];
      if (taken === undefined) throw new Error("nothing was taken");
      await engine.settle(taken, { nowMs: bench.now(), remove, dead: [], watermark: 3, release });
      const privy = new Destination();
      const stale: unknown[] = [];
      bench.work(queue, { client: privy, observer: { onStale: (event) => stale.push(event) } });
      await bench.untilEmpty(queue);
      expect(privy.sent).toEqual([]);
      expect(stale).toEqual([{ account: "default", order_id: "1", states: 1 }]);
    });

    it("is forgotten after seven days", async () => {
      const queue = await bench.open();
      await queue.enqueue(orderOf(1, { total: 30 }), { version: 3 });
      const worker = bench.work(queue, { client: new Destination() });
      await bench.untilEmpty(queue);
      await worker.stop();
      await bench.store.pass(8 * 86_400_000);
      await queue.repair();
      expect(await queue.enqueue(orderOf(1), { version: 2 })).toMatchObject({ accepted: true });
    });
  });
}
