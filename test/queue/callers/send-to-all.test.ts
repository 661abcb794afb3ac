import { InvalidInputError, type OrderInput, ServerError } from "privy-orders";
import { type DeliveryClient, judgeDelivery } from "privy-orders/queue";
import { sendToAll } from "privy-orders/sequenzy";
import { createFakePrivy, createFakeSequenzy, createMemoryQueue } from "privy-orders/testing";
import { describe, expect, it } from "vitest";

const order: OrderInput = {
  order_id: 1001,
  email: "kim@example.com",
  total: 95,
  currency: "USD",
  order_date: new Date("2026-01-01T10:00:00Z"),
  financial_status: "paid",
  line_items: [{ product_id: 7, title: "Mug", quantity: 1, price: 95 }],
};

/** A queue whose worker sends to both vendors. */
function openStore() {
  const privy = createFakePrivy();
  const sequenzy = createFakeSequenzy({ clock: privy.clock });
  const queue = createMemoryQueue({ clock: privy.clock });
  const destinations = { privy: privy.client(), sequenzy: sequenzy.client({ maxAttempts: 1 }) };
  const client: DeliveryClient = {
    orders: { upsert: (wanted, options) => sendToAll(wanted, { ...destinations, ...options }) },
  };
  return {
    privy,
    sequenzy,
    queue,
    destinations,
    async workUntilEmpty(): Promise<void> {
      const worker = queue.work({ client });
      for (let round = 0; round < 600; round += 1) {
        const { waiting, underWay } = await queue.stats();
        if (waiting + underWay === 0) break;
        await privy.clock.advance(1_000);
      }
      await worker.stop();
      expect(await queue.stats()).toMatchObject({ waiting: 0, underWay: 0 });
    },
  };
}

describe("a worker whose client is sendToAll", () => {
  it("delivers an order to both", async () => {
    const { privy, sequenzy, queue, workUntilEmpty } = openStore();
    await queue.enqueue(order);
    await workUntilEmpty();
    expect(privy.orders).toMatchObject([{ order_id: "1001" }]);
    sequenzy.settle();
    expect(sequenzy.orders).toMatchObject([{ orderId: "1001" }]);
    expect(await queue.stats()).toMatchObject({ dead: 0 });
  });

  it("keeps an order while one of them is down, and repeats it", async () => {
    const { privy, sequenzy, queue, workUntilEmpty } = openStore();
    sequenzy.failNext("503", { times: 2 });
    await queue.enqueue(order);
    await workUntilEmpty();
    sequenzy.settle();
    expect(sequenzy.orders).toMatchObject([{ orderId: "1001" }]);
    expect(privy.orders).toHaveLength(1);
    expect(await queue.stats()).toMatchObject({ dead: 0 });
  });

  it("makes a dead letter of an order that one of them can never take", async () => {
    const { privy, queue, workUntilEmpty } = openStore();
    // Sequenzy knows no buyer without an email address.
    await queue.enqueue({ ...order, email: undefined, phone: "+12025550123" });
    await workUntilEmpty();
    expect(privy.orders).toHaveLength(1);
    const letters = [];
    for await (const letter of queue.dead.list()) letters.push(letter);
    expect(letters).toMatchObject([{ orderId: "1001", reason: "invalid_input" }]);
  });
});

describe("a queue as sendToAll's destination", () => {
  it("keeps Privy's order, with its lane, while Sequenzy gets it at once", async () => {
    const { sequenzy, queue, destinations } = openStore();
    const result = await sendToAll(order, {
      ...destinations,
      privy: { orders: { upsert: (wanted, options) => queue.enqueue(wanted, options) } },
      priority: "backfill",
    });
    expect(result).toMatchObject({ ok: true, privy: { result: { accepted: true } } });
    sequenzy.settle();
    expect(sequenzy.orders).toHaveLength(1);
    expect(await queue.stats()).toMatchObject({ waiting: 1 });
  });
});

describe("judgeDelivery of what sendToAll resolved to", () => {
  const ok = { ok: true, result: {} } as const;
  const down = { ok: false, error: new ServerError("down", { retryable: true, status: 503 }) } as const;
  const issue = { code: "missing", path: ["email"], message: "is missing" } as const;
  const refused = { ok: false, error: new InvalidInputError("refused", [issue]) } as const;

  it.each([
    ["both took it", { privy: ok, sequenzy: ok, ok: true }, "done"],
    ["one is down", { privy: ok, sequenzy: down, ok: false }, "retry"],
    ["one refuses it and the other is down", { privy: refused, sequenzy: down, ok: false }, "retry"],
    ["one refuses it", { privy: refused, sequenzy: ok, ok: false }, "dead"],
    ["an unknown failure", { ok: false }, "retry"],
  ] as const)("is right when %s", (_case, result, kind) => {
    expect(judgeDelivery(result)).toMatchObject({ kind });
  });
});
