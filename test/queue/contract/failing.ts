import {
  AuthenticationError,
  ConnectionError,
  NotFoundError,
  RateLimitError,
  RejectedError,
  ServerError,
} from "privy-orders";
import type { HeldEvent, OrderQueue } from "privy-orders/queue";
import { describe, expect, it } from "vitest";
import { type Bench, Destination, orderOf } from "./contract-support.js";

const rejected = (field: string): RejectedError =>
  new RejectedError("refused", {
    status: 422,
    serverCode: "validation_failed",
    details: [{ field, message: "is wrong" }],
  });

/** What becomes of deliveries that fail. */
export function describeFailing(bench: Bench): void {
  const workOn = (queue: OrderQueue, privy: Destination, held: HeldEvent[] = []) =>
    bench.work(queue, { client: privy, observer: { onHeld: (event) => void held.push(event) } });

  describe("a delivery that fails", () => {
    it("is repeated after a while, with what has arrived meanwhile", async () => {
      const queue = await bench.open();
      await queue.enqueue(orderOf(1, { total: 1, financial_status: "paid" }));
      const privy = new Destination();
      privy.before = async (_order, sent) => {
        if (sent.length > 1) return;
        await queue.enqueue(orderOf(1, { total: 2 }));
        throw new ServerError("failed", { status: 503, retryable: true });
      };
      workOn(queue, privy);
      await bench.untilEmpty(queue);
      expect(privy.values("total")).toEqual([1, 2]);
      expect(privy.stored.get("1")).toMatchObject({ total: 2, financial_status: "paid" });
      expect((await queue.stats()).dead).toBe(0);
    });

    it("with 429 holds the account until then, counts no attempt and reschedules no order", async () => {
      const queue = await bench.open();
      await queue.enqueue(orderOf(1));
      await bench.store.pass(10);
      await queue.enqueue(orderOf(2));
      const privy = new Destination();
      const retryAt = bench.now() + 30_000;
      const times: number[] = [];
      privy.before = (_order, sent) => {
        times.push(bench.now());
        if (sent.length === 1)
          throw new RateLimitError("spent", {
            status: 429,
            retryAfterMs: 30_000,
            retryAt: new Date(retryAt),
          });
      };
      const held: HeldEvent[] = [];
      bench.work(queue, {
        client: privy,
        concurrency: 1,
        observer: { onHeld: (event) => void held.push(event) },
      });
      await bench.until(() => held.length === 1);
      expect((await queue.stats()).pausedUntil?.getTime()).toBeGreaterThanOrEqual(retryAt);
      await bench.untilEmpty(queue);
      expect(privy.values("order_id")).toEqual(["1", "1", "2"]);
      expect(times[1]).toBeGreaterThanOrEqual(retryAt);
      expect(held).toMatchObject([{ account: "default", reason: "rate_limited" }]);
    });

    it("with a revoked token holds the account for longer each time, with one alarm, and nothing dies", async () => {
      const queue = await bench.open();
      for (const id of [1, 2, 3]) await queue.enqueue(orderOf(id));
      const privy = new Destination();
      const start = bench.now();
      const isRevoked = (): boolean => bench.now() < start + 3_600_000;
      privy.before = () => {
        if (isRevoked()) throw new AuthenticationError("refused", { status: 401 });
      };
      const held: HeldEvent[] = [];
      bench.work(queue, {
        client: privy,
        concurrency: 1,
        observer: { onHeld: (event) => void held.push(event) },
      });
      await bench.until(() => held.length > 0);
      expect(held[0]).toMatchObject({ reason: "credentials", inARow: 1 });
      await bench.store.pass(2 * 3_600_000);
      await bench.untilEmpty(queue);
      expect(held.filter(({ inARow }) => inARow === 1)).toHaveLength(1);
      expect(privy.sent.length).toBeLessThan(20);
      expect([...privy.stored.keys()].sort()).toEqual(["1", "2", "3"]);
      expect((await queue.stats()).dead).toBe(0);
    });

    it("five times in a row across orders holds the account, and one order finds out when it is over", async () => {
      const queue = await bench.open();
      for (let id = 1; id <= 20; id += 1) await queue.enqueue(orderOf(id));
      const privy = new Destination();
      const start = bench.now();
      privy.before = () => {
        if (bench.now() < start + 600_000) throw new ConnectionError("gone", { retryable: true });
      };
      const held: HeldEvent[] = [];
      workOn(queue, privy, held);
      await bench.store.pass(900_000);
      await bench.untilEmpty(queue);
      expect(held[0]).toMatchObject({ reason: "unavailable", inARow: 1 });
      expect(privy.stored.size).toBe(20);
      // Not each of the twenty tried all the time.
      expect(privy.sent.length).toBeLessThan(60);
      expect((await queue.stats()).dead).toBe(0);
    });

    it("with 404 holds the account, since the address is wrong for every order", async () => {
      const queue = await bench.open();
      await queue.enqueue(orderOf(1));
      const privy = new Destination();
      privy.before = () => {
        throw new NotFoundError("nothing here", { status: 404 });
      };
      const held: HeldEvent[] = [];
      workOn(queue, privy, held);
      await bench.until(() => held.length > 0);
      expect(held[0]).toMatchObject({ reason: "wrong_address" });
      expect(await queue.stats()).toMatchObject({ waiting: 1, dead: 0 });
    });
  });

  describe("an order that is refused", () => {
    it("is dead, with its code and the names of its fields, and no other order waits for it", async () => {
      const queue = await bench.open();
      await queue.enqueue(orderOf(1));
      await queue.enqueue(orderOf(2));
      const privy = new Destination();
      privy.before = ({ order_id }) => {
        if (order_id === "1") throw rejected("total");
      };
      workOn(queue, privy);
      await bench.untilEmpty(queue);
      expect([...privy.stored.keys()]).toEqual(["2"]);
      const letters = await bench.letters(queue);
      expect(letters).toMatchObject([
        {
          orderId: "1",
          account: "default",
          reason: "rejected",
          code: "validation_failed",
          status: 422,
          fields: ["total"],
          attempts: 0,
        },
      ]);
      expect(letters[0]?.firstAt).toBeInstanceOf(Date);
      expect(JSON.stringify(letters)).not.toContain("ada@example.com");
      expect(await queue.dead.read(letters[0]?.id ?? "")).toMatchObject({
        order: { email: "ada@example.com" },
      });
    });

    it("is split when it was merged: the good states arrive, oldest first, and the bad one alone is dead", async () => {
      const queue = await bench.open();
      await queue.enqueue(orderOf(1, { total: 1, financial_status: "paid" }));
      await queue.enqueue(orderOf(1, { total: 2, customer_id: "bad" }));
      await queue.enqueue(orderOf(1, { total: 3 }));
      const privy = new Destination();
      privy.before = ({ customer_id }) => {
        if (customer_id === "bad") throw rejected("customer_id");
      };
      workOn(queue, privy);
      await bench.untilEmpty(queue);
      expect(privy.values("total")).toEqual([3, 1, 2, 3]);
      expect(privy.stored.get("1")).toMatchObject({ total: 3, financial_status: "paid" });
      expect(await bench.letters(queue)).toMatchObject([{ orderId: "1", fields: ["customer_id"] }]);
    });

    it("and whose split meets an outage goes on with it later, and loses no state", async () => {
      const queue = await bench.open();
      await queue.enqueue(orderOf(1, { total: 1, customer_id: "bad" }));
      await queue.enqueue(orderOf(1, { total: 2 }));
      const privy = new Destination();
      privy.before = ({ customer_id }, sent) => {
        if (customer_id === "bad") throw rejected("customer_id");
        if (sent.length === 3) throw new ServerError("failed", { status: 500, retryable: true });
      };
      workOn(queue, privy);
      await bench.untilEmpty(queue);
      expect(privy.stored.get("1")).toMatchObject({ total: 2 });
      expect(await bench.letters(queue)).toHaveLength(1);
    });
  });

  describe("an order that is late", () => {
    const late = async (action: "dead" | "send" | "send_as_past", consent?: "drop" | "send") => {
      const queue = await bench.open();
      await queue.enqueue(orderOf(1, { accepts_email_marketing: true }));
      await bench.store.pass(73 * 3_600_000);
      const privy = new Destination();
      const dropped: unknown[] = [];
      bench.work(queue, {
        client: privy,
        ...(action !== "dead" && { late: { afterMs: 72 * 3_600_000, do: action } }),
        ...(consent !== undefined && { consent }),
        observer: { onConsentDropped: (event) => void dropped.push(event) },
      });
      await bench.untilEmpty(queue);
      return { privy, dropped, letters: await bench.letters(queue) };
    };

    it("by more than 72 hours is dead: a human decides", async () => {
      const { privy, letters } = await late("dead");
      expect(privy.sent).toEqual([]);
      expect(letters).toMatchObject([{ reason: "too_late" }]);
    });

    it("goes out as a past one if that is asked for, without its consent, which is counted", async () => {
      const { privy, dropped, letters } = await late("send_as_past");
      expect(letters).toEqual([]);
      expect(privy.sent[0]?.order.initial_sync).toBe(true);
      expect(privy.sent[0]?.order.accepts_email_marketing).toBeUndefined();
      expect(dropped).toHaveLength(1);
    });

    it("goes out as a live one if that is asked for, without its consent unless that is asked for, too", async () => {
      const { privy } = await late("send", "send");
      expect(privy.sent[0]?.order.initial_sync).toBeUndefined();
      expect(privy.sent[0]?.order.accepts_email_marketing).toBe(true);
    });
  });
}
