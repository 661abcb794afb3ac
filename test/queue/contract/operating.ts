import { InvalidInputError, RejectedError } from "privy-orders";
import { createSealing, type OrderQueue } from "privy-orders/queue";
import { describe, expect, it } from "vitest";
import { type Bench, Destination, gate, orderOf } from "./contract-support.js";

/** What a human does to a queue. */
export function describeOperating(bench: Bench): void {
  /** A queue with dead letters of these orders. */
  const withLetters = async (queue: OrderQueue, ...fields: Readonly<Record<string, unknown>>[]) => {
    for (const [index, one] of fields.entries()) await queue.enqueue(orderOf(index + 1, one));
    const privy = new Destination();
    privy.before = () => {
      throw new RejectedError("refused", { status: 422 });
    };
    const worker = bench.work(queue, { client: privy });
    await bench.untilEmpty(queue);
    await worker.stop();
    return bench.letters(queue);
  };

  describe("dead letters", () => {
    it("are replayed as live, which needs to be said, without their consent", async () => {
      const queue = await bench.open();
      const letters = await withLetters(queue, { accepts_email_marketing: true });
      // @ts-expect-error there is no default
      await expect(queue.dead.replay({ reason: "rejected" }, {})).rejects.toBeInstanceOf(InvalidInputError);
      const ids = letters.map(({ id }) => id);
      expect(await queue.dead.replay(ids, { as: "live" })).toEqual({
        replayed: 1,
        consentDropped: 1,
        unreadable: 0,
      });
      const privy = new Destination();
      bench.work(queue, { client: privy });
      await bench.untilEmpty(queue);
      expect(privy.sent[0]?.order.initial_sync).toBeUndefined();
      expect(privy.sent[0]?.order.accepts_email_marketing).toBeUndefined();
      expect(await queue.stats()).toMatchObject({ waiting: 0, dead: 0 });
    });

    it("are replayed as past ones, by their reason, with their consent when that is asked for", async () => {
      const queue = await bench.open();
      await withLetters(queue, { accepts_email_marketing: true }, {});
      const options = { as: "past", consent: "send" } as const;
      expect(await queue.dead.replay({ reason: "too_late" }, options)).toMatchObject({ replayed: 0 });
      expect(await queue.dead.replay({ reason: "rejected" }, options)).toMatchObject({ replayed: 2 });
      const privy = new Destination();
      bench.work(queue, { client: privy });
      await bench.untilEmpty(queue);
      expect(privy.values("initial_sync")).toEqual([true, true]);
      expect(privy.stored.get("1")).toMatchObject({ accepts_email_marketing: true });
    });

    it("that are replayed take their old place among the states that wait", async () => {
      const queue = await bench.open();
      const [letter] = await withLetters(queue, { total: 1, customer_id: "old" });
      await queue.enqueue(orderOf(1, { total: 2 }));
      await queue.dead.replay([letter?.id ?? ""], { as: "live" });
      const privy = new Destination();
      bench.work(queue, { client: privy });
      await bench.untilEmpty(queue);
      expect(privy.stored.get("1")).toMatchObject({ total: 2, customer_id: "old" });
      expect(privy.values("total").at(-1)).toBe(2);
    });

    it("that are replayed too late are not too late again", async () => {
      const queue = await bench.open();
      await queue.enqueue(orderOf(1));
      await bench.store.pass(80 * 3_600_000);
      const privy = new Destination();
      bench.work(queue, { client: privy });
      await bench.untilEmpty(queue);
      expect(await bench.letters(queue, { reason: "too_late" })).toHaveLength(1);
      await queue.dead.replay({ reason: "too_late" }, { as: "live" });
      await bench.untilEmpty(queue);
      expect(privy.values("order_id")).toEqual(["1"]);
    });

    it("are dropped by id, found by account and order, and gone after keepDeadDays", async () => {
      const queue = await bench.open({ keepDeadDays: 2 });
      const letters = await withLetters(queue, {}, {}, {});
      expect(await queue.dead.drop([letters[0]?.id ?? "", "unknown"])).toBe(1);
      expect(await bench.letters(queue, { orderId: "2", account: "default" })).toHaveLength(1);
      expect(await bench.letters(queue, { account: "de" })).toEqual([]);
      await bench.store.pass(3 * 86_400_000);
      await queue.repair();
      expect(await bench.letters(queue)).toEqual([]);
      expect(await queue.dead.read(letters[1]?.id ?? "")).toBeUndefined();
    });
  });

  describe("forget", () => {
    it("takes out every state and letter of an order, and says how many there were", async () => {
      const queue = await bench.open();
      await withLetters(queue, {}, {});
      await queue.enqueue(orderOf(1, { total: 2 }));
      await queue.enqueue(orderOf(1, { total: 3 }));
      expect(await queue.forget({ orderId: "1" })).toBe(3);
      expect(await queue.stats()).toMatchObject({ waiting: 0, dead: 1 });
      expect(await queue.forget({ orderId: "1" })).toBe(0);
    });

    it.each([
      ["an e-mail address, however it is written", { email: " Ada@Example.com" }],
      ["a phone, however it is written", { phone: "+1 (202) 456-1111" }],
    ])("takes out what names %s, also sealed", async (_what, subject) => {
      const sealing = createSealing({ keys: { k: new Uint8Array(32).fill(7) } });
      const queue = await bench.open({ sealing });
      const ada = { email: "ada@example.com", phone: "+12024561111" };
      await withLetters(queue, ada);
      await queue.enqueue(orderOf(2, ada));
      await queue.enqueue(orderOf(3, { email: "bob@example.com" }));
      expect(await queue.forget(subject)).toBe(2);
      expect(await queue.stats()).toMatchObject({ waiting: 1, dead: 0 });
    });

    it("leaves no letter of an order that was under way, and sends no further state of it", async () => {
      const queue = await bench.open();
      await queue.enqueue(orderOf(1, { total: 1 }));
      await queue.enqueue(orderOf(1, { total: 2 }));
      await queue.enqueue(orderOf(2));
      const privy = new Destination();
      const held = gate();
      privy.before = async () => {
        await held.passed;
        throw new RejectedError("refused", { status: 422 });
      };
      bench.work(queue, { client: privy });
      await bench.until(() => privy.sent.length === 2);
      // The first order's two states were refused together, so each would be sent alone.
      expect(await queue.forget({ email: "ada@example.com" })).toBe(3);
      held.open();
      await bench.untilEmpty(queue);
      expect(privy.sent).toHaveLength(2);
      expect(await bench.letters(queue)).toEqual([]);
    });

    it("refuses what names no one, and a phone without its country", async () => {
      const queue = await bench.open();
      const forget = async (subject: unknown) => Reflect.apply(queue.forget, queue, [subject]);
      for (const subject of [{}, { email: "" }, { phone: "2024561111" }, { email: "a@b.c", orderId: "1" }])
        await expect(forget(subject)).rejects.toBeInstanceOf(InvalidInputError);
    });
  });

  describe("pause", () => {
    it("stops an account in every process until resume, and no other account", async () => {
      const [here, there] = [await bench.open(), await bench.open()];
      await here.pause("de");
      await here.enqueue(orderOf(1), { account: "de" });
      await here.enqueue(orderOf(2), { account: "us" });
      const privy = new Destination();
      bench.work(there, { client: privy });
      await bench.until(() => privy.sent.length === 1);
      await bench.store.pass(60_000);
      expect(privy.values("order_id")).toEqual(["2"]);
      expect((await there.stats()).pausedUntil).toBeInstanceOf(Date);
      await here.resume("de");
      await bench.untilEmpty(there);
      expect(privy.values("order_id")).toEqual(["2", "1"]);
      expect((await there.stats()).pausedUntil).toBeUndefined();
    });

    it("of an account without orders shows as well", async () => {
      const queue = await bench.open();
      await queue.pause("de");
      expect((await queue.stats()).pausedUntil).toBeInstanceOf(Date);
      await queue.resume("de");
      expect((await queue.stats()).pausedUntil).toBeUndefined();
    });

    it("of all accounts ends by itself when it was given a time", async () => {
      const queue = await bench.open();
      const until = bench.now() + 20_000;
      await queue.pause(undefined, until);
      await queue.enqueue(orderOf(1));
      const privy = new Destination();
      const times: number[] = [];
      privy.before = () => times.push(bench.now());
      bench.work(queue, { client: privy });
      await bench.untilEmpty(queue);
      expect(times[0]).toBeGreaterThanOrEqual(until);
    });
  });

  describe("stats", () => {
    it("count what waits, what is under way and what is dead, and know the oldest", async () => {
      const queue = await bench.open();
      await withLetters(queue, {});
      const at = bench.now();
      await queue.enqueue(orderOf(8));
      await bench.store.pass(1_000);
      await queue.enqueue(orderOf(9));
      const stats = await queue.stats();
      expect(stats).toMatchObject({ waiting: 2, underWay: 0, dead: 1 });
      expect(Math.abs((stats.oldestAt?.getTime() ?? 0) - at)).toBeLessThan(1_000);
      await bench.take(await bench.engine());
      expect(await queue.stats()).toMatchObject({ waiting: 1, underWay: 1, dead: 1 });
    });

    it("forecast when the queue will be empty, by the account's real budget", async () => {
      const queue = await bench.open();
      for (let id = 1; id <= 31; id += 1) await queue.enqueue(orderOf(id));
      expect((await queue.stats()).emptyAt).toBeUndefined();
      const resetAt = bench.now() + 60_000;
      const minute = { limit: 10, remaining: 0, resetAt: new Date(resetAt) };
      const privy = Object.assign(new Destination(), { rateLimit: { minute } });
      privy.before = () => queue.pause("default");
      const worker = bench.work(queue, { client: privy, concurrency: 1 });
      await bench.until(async () => (await queue.stats()).waiting === 30);
      await worker.stop();
      // Nothing can be said of a pause without an end.
      expect((await queue.stats()).emptyAt).toBeUndefined();
      await queue.resume("default");
      const { emptyAt, waiting } = await queue.stats();
      expect(emptyAt?.getTime()).toBe(resetAt + (Math.ceil(waiting / 10) - 1) * 60_000);
    });
  });

  describe("repair and check", () => {
    it("find nothing to mend in a queue that is well", async () => {
      const queue = await bench.open();
      await queue.enqueue(orderOf(1));
      expect(await queue.repair()).toBe(0);
      expect(await queue.stats()).toMatchObject({ waiting: 1 });
      expect((await queue.check()).filter(({ ok }) => !ok)).toEqual([]);
    });
  });
}
