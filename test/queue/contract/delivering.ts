import { describe, expect, it } from "vitest";
import { type Bench, Destination, gate, orderOf, waitingBudget } from "./contract-support.js";

/** What a worker makes of the states of orders. */
export function describeDelivering(bench: Bench): void {
  describe("a worker", () => {
    it("merges the states of an order into the newest, field by field, in one request", async () => {
      const items = (...titles: string[]) => titles.map((title) => ({ title, quantity: 1, price: 1 }));
      const queue = await bench.open();
      await queue.enqueue(orderOf(1, { total: 1, line_items: items("a", "b"), financial_status: "pending" }));
      await queue.enqueue(orderOf(1, { total: 2, line_items: items("c") }));
      await queue.enqueue(orderOf(1, { total: 3, financial_status: "paid" }));
      const privy = new Destination();
      bench.work(queue, { client: privy });
      await bench.untilEmpty(queue);
      expect(privy.sent).toHaveLength(1);
      expect(privy.sent[0]?.order).toMatchObject({ total: 3, financial_status: "paid" });
      expect(privy.sent[0]?.order.line_items).toMatchObject([{ title: "c" }]);
    });

    it("lets a consent that was withdrawn win over the one that was given before", async () => {
      const queue = await bench.open();
      await queue.enqueue(orderOf(1, { accepts_email_marketing: true }));
      await queue.enqueue(orderOf(1, { accepts_email_marketing: false }));
      const privy = new Destination();
      bench.work(queue, { client: privy });
      await bench.untilEmpty(queue);
      expect(privy.values("accepts_email_marketing")).toEqual([false]);
    });

    it("does not merge a past order with a live one, nor two integrations: one goes after the other", async () => {
      const queue = await bench.open();
      await queue.enqueue(orderOf(1, { total: 1, initial_sync: true }));
      await queue.enqueue(orderOf(1, { total: 2 }));
      await queue.enqueue(orderOf(1, { total: 3 }), { integration: "de" });
      await queue.enqueue(orderOf(1, { total: 4 }), { integration: "de" });
      const privy = new Destination();
      bench.work(queue, { client: privy, integrations: { de: "token-of-de" } });
      await bench.untilEmpty(queue);
      expect(privy.values("total")).toEqual([1, 2, 4]);
      expect(privy.sent.map(({ options }) => options?.integrationToken)).toEqual([
        undefined,
        undefined,
        "token-of-de",
      ]);
    });

    it("waits for further states as long as lingerMs says, counted from the first", async () => {
      const queue = await bench.open();
      const start = bench.now();
      await queue.enqueue(orderOf(1, { total: 1 }));
      const privy = new Destination();
      const times: number[] = [];
      privy.before = () => times.push(bench.now());
      bench.work(queue, { client: privy, lingerMs: 3_000 });
      await bench.store.pass(1_000);
      await queue.enqueue(orderOf(1, { total: 2 }));
      await bench.untilEmpty(queue);
      expect(privy.values("total")).toEqual([2]);
      expect((times[0] ?? 0) - start).toBeGreaterThanOrEqual(3_000);
    });

    it("takes its place in the rate limit first, and then sends what has arrived until then", async () => {
      const queue = await bench.open();
      const granted = gate();
      const budget = waitingBudget(granted.passed);
      const privy = Object.assign(new Destination(), { rateBudget: budget });
      await queue.enqueue(orderOf(1, { total: 1, financial_status: "paid" }));
      bench.work(queue, { client: privy });
      await bench.until(() => budget.waiting === 1);
      await bench.store.pass(1_000);
      await queue.enqueue(orderOf(1, { total: 2 }));
      expect(privy.sent).toEqual([]);
      granted.open();
      await bench.untilEmpty(queue);
      expect(privy.sent.map(({ order }) => order)).toMatchObject([{ total: 2, financial_status: "paid" }]);
      expect(privy.sent[0]?.options?.reservation).toBeDefined();
      // The client did not use it: it was given back.
      expect(budget.left).toBe(1);
    });

    it("sends nothing of an order that was forgotten while it waited for its place", async () => {
      const queue = await bench.open();
      const granted = gate();
      const budget = waitingBudget(granted.passed);
      const privy = Object.assign(new Destination(), { rateBudget: budget });
      await queue.enqueue(orderOf(1));
      bench.work(queue, { client: privy });
      await bench.until(() => budget.waiting === 1);
      await bench.store.pass(1_000);
      expect(await queue.forget({ orderId: "1" })).toBe(1);
      granted.open();
      await bench.untilEmpty(queue);
      expect([privy.sent.length, budget.left]).toEqual([0, 1]);
    });

    it("never has two requests of one order under way, however many workers there are", async () => {
      const [one, two] = [await bench.open(), await bench.open()];
      const privy = new Destination();
      const held = gate();
      let [underWay, most] = [0, 0];
      privy.before = async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await held.passed;
        underWay -= 1;
      };
      await one.enqueue(orderOf(1, { total: 1 }));
      for (const queue of [one, two]) bench.work(queue, { client: privy });
      await bench.until(() => privy.sent.length === 1);
      await two.enqueue(orderOf(1, { total: 2 }));
      await bench.store.pass(5_000);
      expect(privy.sent).toHaveLength(1);
      held.open();
      await bench.untilEmpty(one);
      expect(most).toBe(1);
      expect(privy.values("total")).toEqual([1, 2]);
    });

    it("has no more orders under way than concurrency says", async () => {
      const queue = await bench.open();
      for (let id = 1; id <= 7; id += 1) await queue.enqueue(orderOf(id));
      const privy = new Destination();
      const held = gate();
      privy.before = () => held.passed;
      bench.work(queue, { client: privy, concurrency: 3 });
      await bench.until(() => privy.sent.length >= 3);
      await bench.store.pass(3_000);
      expect(privy.sent).toHaveLength(3);
      expect(await queue.stats()).toMatchObject({ waiting: 4, underWay: 3 });
      held.open();
      await bench.untilEmpty(queue);
      expect(privy.sent).toHaveLength(7);
    });

    it("sends each account's orders by that account's client, and gives a call one attempt and its lane", async () => {
      const queue = await bench.open();
      const [de, us] = [new Destination(), new Destination()];
      await queue.enqueue(orderOf(1), { account: "de" });
      await queue.enqueue(orderOf(2), { account: "us", priority: "backfill" });
      bench.work(queue, { client: { de, us } });
      await bench.untilEmpty(queue);
      expect([de.values("order_id"), us.values("order_id")]).toEqual([["1"], ["2"]]);
      expect(us.sent[0]?.options).toMatchObject({ maxAttempts: 1, priority: "backfill" });
    });

    it("holds an account whose name it does not know, and goes on with the others", async () => {
      const queue = await bench.open();
      const de = new Destination();
      const held: unknown[] = [];
      await queue.enqueue(orderOf(1), { account: "toString" });
      await queue.enqueue(orderOf(2), { account: "de" });
      await queue.enqueue(orderOf(3), { account: "de" });
      bench.work(queue, { client: { de }, observer: { onHeld: (event) => held.push(event) } });
      await bench.until(() => de.sent.length === 2);
      expect(held).toMatchObject([{ account: "toString", reason: "unknown_account" }]);
      expect(await queue.stats()).toMatchObject({ waiting: 1, dead: 0 });
    });

    it("lets what is under way end when it is stopped, and takes nothing more", async () => {
      const queue = await bench.open();
      await queue.enqueue(orderOf(1));
      await queue.enqueue(orderOf(2));
      const privy = new Destination();
      const held = gate();
      privy.before = () => held.passed;
      const worker = bench.work(queue, { client: privy, concurrency: 1 });
      await bench.until(() => privy.sent.length === 1);
      const stopped = worker.stop();
      held.open();
      await stopped;
      await worker.stopped;
      expect(privy.sent).toHaveLength(1);
      expect(await queue.stats()).toMatchObject({ waiting: 1, underWay: 0 });
    });

    it("gives back at once what it had to abort, and counts no crash", async () => {
      const queue = await bench.open();
      await queue.enqueue(orderOf(1));
      const privy = new Destination();
      privy.before = (_order, sent) =>
        new Promise((_resolve, reject) => {
          const signal = sent.at(-1)?.options?.signal;
          signal?.addEventListener("abort", () => reject(signal.reason));
        });
      const worker = bench.work(queue, { client: privy });
      await bench.until(() => privy.sent.length === 1);
      const stopped = worker.stop({ graceMs: 1_000 });
      await bench.store.pass(2_000);
      await stopped;
      const taken = await bench.take(await bench.engine());
      expect(taken).toMatchObject({ orderId: "1", attempts: 0, crashes: 0 });
    });

    it("leaves a state of a later version alone, and what came after it, until a newer worker reads it", async () => {
      const queue = await bench.open();
      const engine = await bench.engine();
      const putOff: unknown[] = [];
      const text = JSON.stringify({ v: 2, something: "else" });
      const state = { account: "default", orderId: "1", at: bench.now(), priority: "live", text } as const;
      await engine.put(state, { nowMs: bench.now(), maxWaiting: 10 });
      await queue.enqueue(orderOf(1));
      await queue.enqueue(orderOf(2));
      const privy = new Destination();
      bench.work(queue, { client: privy, observer: { onPutOff: (event) => putOff.push(event) } });
      await bench.until(() => privy.sent.length === 1);
      expect(privy.values("order_id")).toEqual(["2"]);
      expect(await queue.stats()).toMatchObject({ waiting: 1, dead: 0 });
      expect(putOff[0]).toMatchObject({ order_id: "1", reason: "unreadable" });
      // Only by hand is it given up.
      expect(await queue.repair({ unreadable: "dead" })).toBeGreaterThanOrEqual(1);
      expect(await bench.letters(queue)).toMatchObject([{ orderId: "1", reason: "unreadable" }]);
    });
  });
}
