import type { QueueEngine, TakenOrder } from "privy-orders/queue";
import { describe, expect, it } from "vitest";
import { type Bench, Destination, orderOf, stateOf } from "./contract-support.js";

/** What an engine promises of its leases, and of what a crash leaves behind. */
export function describeLeasing(bench: Bench): void {
  const put = (engine: QueueEngine, orderId: string, fields = {}) =>
    engine.put(stateOf(orderId, bench.now(), fields), { nowMs: bench.now(), maxWaiting: 100 });
  const taken = async (engine: QueueEngine, account?: string): Promise<TakenOrder> => {
    const order = await bench.take(engine, account);
    if (order === undefined) throw new Error("nothing was due");
    return order;
  };
  const renew = (engine: QueueEngine, order: TakenOrder) =>
    engine.renew(order, { nowMs: bench.now(), leaseMs: bench.leaseMs });
  const idsOf = ({ states }: TakenOrder): string[] => states.map(({ id }) => id);

  describe("a lease", () => {
    it("gives an order to one worker at a time, with all its states in the order of arrival", async () => {
      const engine = await bench.engine();
      for (const at of [1, 2, 3]) await put(engine, "1", { text: `${at}` });
      const order = await taken(engine);
      expect(order.states.map(({ text }) => text)).toEqual(["1", "2", "3"]);
      expect(order).toMatchObject({ orderId: "1", account: "default", attempts: 0, crashes: 0 });
      expect(await bench.take(await bench.engine())).toBeUndefined();
    });

    it("is prolonged by renewing, so that a slow delivery keeps its order", async () => {
      const engine = await bench.engine();
      await put(engine, "1");
      const order = await taken(engine);
      for (let half = 0; half < 4; half += 1) {
        await bench.store.pass(bench.leaseMs / 2);
        expect(await renew(engine, order)).toBe(true);
      }
      expect(await bench.take(engine)).toBeUndefined();
    });

    it("runs out when its worker died; the next one takes the order and counts the crash", async () => {
      const engine = await bench.engine();
      await put(engine, "1");
      const lost = await taken(engine);
      await bench.store.pass(bench.leaseMs + 1_000);
      const other = await bench.engine();
      const order = await taken(other);
      expect(order).toMatchObject({ orderId: "1", crashes: 1 });
      expect(await renew(engine, lost)).toBe(false);
      expect(await renew(other, order)).toBe(true);
    });

    it("that ran out ends nothing of the next one's, though what was delivered is gone", async () => {
      const engine = await bench.engine();
      await put(engine, "1", { text: "a" });
      const lost = await taken(engine);
      await bench.store.pass(bench.leaseMs + 1_000);
      await put(engine, "1", { text: "b" });
      const order = await taken(engine);
      const release = { atMs: bench.now(), attempts: 0 };
      const settled = await engine.settle(lost, {
        nowMs: bench.now(),
        remove: idsOf(lost),
        dead: [],
        release,
      });
      expect(settled).toBe(false);
      expect(await renew(engine, order)).toBe(true);
      await engine.settle(order, { nowMs: bench.now(), remove: [], dead: [], release });
      expect((await taken(engine)).states.map(({ text }) => text)).toEqual(["b"]);
    });

    it("keeps what arrives meanwhile, for the next turn", async () => {
      const engine = await bench.engine();
      await put(engine, "1", { text: "a" });
      const order = await taken(engine);
      await put(engine, "1", { text: "b" });
      const release = { atMs: bench.now(), attempts: 0 };
      await engine.settle(order, { nowMs: bench.now(), remove: idsOf(order), dead: [], release });
      expect((await taken(engine)).states.map(({ text }) => text)).toEqual(["b"]);
    });

    it("ends with a time and a count: the order is due then, and not before", async () => {
      const engine = await bench.engine();
      await put(engine, "1");
      const order = await taken(engine);
      const release = { atMs: bench.now() + 60_000, attempts: 3 };
      await engine.settle(order, { nowMs: bench.now(), remove: [], dead: [], release });
      await put(engine, "1", { text: "b" });
      expect(await bench.take(engine)).toBeUndefined();
      await bench.store.pass(61_000);
      expect(await taken(engine)).toMatchObject({ attempts: 3, crashes: 0 });
    });

    it("of an order without states, whose holder died after it had sent, leaves nothing behind", async () => {
      const engine = await bench.engine();
      await put(engine, "1");
      const order = await taken(engine);
      // Delivered and removed, but never given back.
      await engine.settle(order, { nowMs: bench.now(), remove: idsOf(order), dead: [] });
      await bench.store.pass(bench.leaseMs + 1_000);
      const later = await bench.engine();
      expect(await bench.take(later)).toBeUndefined();
      await later.repair(bench.now());
      expect(await later.accounts()).toEqual([]);
      await put(later, "1", { text: "b" });
      expect((await taken(later)).states.map(({ text }) => text)).toEqual(["b"]);
    });
  });

  describe("what is due", () => {
    it("is taken oldest first, live before backfill, and each account for itself", async () => {
      const engine = await bench.engine();
      await put(engine, "1", { priority: "backfill" });
      await bench.store.pass(10);
      await put(engine, "2", { account: "de" });
      await bench.store.pass(10);
      await put(engine, "3");
      await bench.store.pass(10);
      await put(engine, "4");
      await bench.store.pass(10);
      expect([...(await engine.accounts())].sort()).toEqual(["de", "default"]);
      const order: string[] = [];
      for (let count = 0; count < 3; count += 1) order.push((await taken(engine)).orderId);
      expect(order).toEqual(["3", "4", "1"]);
      expect((await taken(engine, "de")).orderId).toBe("2");
    });

    it("can leave backfill out", async () => {
      const engine = await bench.engine();
      await put(engine, "1", { priority: "backfill" });
      const request = { account: "default", nowMs: bench.now(), leaseMs: bench.leaseMs, lingerMs: 0 };
      expect(await engine.take({ ...request, liveOnly: true })).toBeUndefined();
      await put(engine, "1", { priority: "live" });
      expect(await engine.take({ ...request, nowMs: bench.now(), liveOnly: true })).toMatchObject({
        orderId: "1",
      });
    });
  });

  describe("a worker that dies", () => {
    it("after taking an order loses nothing: another one delivers it", async () => {
      const queue = await bench.open();
      await queue.enqueue(orderOf(1, { total: 1 }));
      await bench.take(await bench.engine());
      await bench.store.pass(bench.leaseMs + 1_000);
      const privy = new Destination();
      const takeovers: unknown[] = [];
      const again = await bench.open();
      bench.work(again, { client: privy, observer: { onTakeover: (event) => takeovers.push(event) } });
      await bench.untilEmpty(again);
      expect(privy.values("total")).toEqual([1]);
      expect(takeovers).toEqual([{ account: "default", order_id: "1", side: "taken" }]);
    });

    it("after sending repeats that order once, and ends with the same state", async () => {
      const queue = await bench.open();
      await queue.enqueue(orderOf(1, { total: 1 }));
      const privy = new Destination();
      expect(await bench.take(await bench.engine())).toBeDefined();
      await privy.orders.upsert(orderOf(1, { total: 1 }));
      await bench.store.pass(bench.leaseMs + 1_000);
      const again = await bench.open();
      bench.work(again, { client: privy });
      await bench.untilEmpty(again);
      expect(privy.values("total")).toEqual([1, 1]);
      expect(privy.stored.get("1")).toMatchObject({ total: 1 });
    });

    it("with the same order five times is not fed a sixth time: the order is dead", async () => {
      const queue = await bench.open();
      await queue.enqueue(orderOf(1));
      for (let crash = 0; crash < 5; crash += 1) {
        expect(await bench.take(await bench.engine())).toBeDefined();
        await bench.store.pass(bench.leaseMs + 1_000);
      }
      const privy = new Destination();
      bench.work(queue, { client: privy });
      await bench.untilEmpty(queue);
      expect(privy.sent).toEqual([]);
      expect(await bench.letters(queue)).toMatchObject([
        { orderId: "1", reason: "crashed_worker", fields: [] },
      ]);
    });

    it("or freezes between taking and sending sends nothing when it wakes: the newest state stands", async () => {
      const frozen = await bench.engine();
      const queue = await bench.open();
      await queue.enqueue(orderOf(1, { total: 1 }));
      const order = await taken(frozen);
      await queue.enqueue(orderOf(1, { total: 2 }));
      await bench.store.pass(bench.leaseMs + 1_000);
      const privy = new Destination();
      bench.work(queue, { client: privy });
      await bench.untilEmpty(queue);
      expect(await renew(frozen, order)).toBe(false);
      expect(privy.stored.get("1")).toMatchObject({ total: 2 });
    });
  });
}
