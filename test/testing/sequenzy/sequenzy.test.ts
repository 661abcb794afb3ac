import { setupServer } from "msw/node";
import { PermissionError, RateLimitError } from "privy-orders";
import { SequenzyClient, type SequenzyOrderInput } from "privy-orders/sequenzy";
import { createFakePrivy, createFakeSequenzy, type FakeSequenzy, FakeUsageError } from "privy-orders/testing";
import { describe, expect, it } from "vitest";

const order = (more: Partial<SequenzyOrderInput> = {}): SequenzyOrderInput => ({
  orderId: "order-1001",
  totalCents: 9500,
  currency: "USD",
  orderedAt: "2026-01-01T00:00:00Z",
  customer: { email: "jane@example.com", firstName: "Jane" },
  items: [{ productId: "beans", title: "Coffee beans", quantity: 1 }],
  ...more,
});

const totalsOf = (sequenzy: FakeSequenzy) => {
  const { ltv, totalSpent, ordersCount, aov } = sequenzy.subscribers[0] ?? {};
  return { ltv, totalSpent, ordersCount, aov };
};

async function caught(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => "no error",
    (error: unknown) => error,
  );
}

describe("the queue", () => {
  it("holds an order until it is settled", async () => {
    const sequenzy = createFakeSequenzy();
    const { jobId } = await sequenzy.client().orders.push(order());
    expect(sequenzy.jobs).toMatchObject([{ jobId, orderId: "order-1001", settledAt: null, isRepeat: null }]);
    expect([sequenzy.orders, sequenzy.subscribers, sequenzy.events]).toEqual([[], [], []]);
    await sequenzy.clock.advance("5m");
    expect(sequenzy.settle()).toMatchObject([{ jobId, settledAt: "2026-01-01T00:05:00.000Z" }]);
    expect(sequenzy.orders).toMatchObject([{ orderId: "order-1001", totalCents: 9500, status: "placed" }]);
    expect(sequenzy.settle()).toEqual([]);
  });

  it("counts an order once that was pushed twice, and fires its event once", async () => {
    const sequenzy = createFakeSequenzy();
    const client = sequenzy.client();
    await client.orders.push(order());
    await client.orders.push(order({ totalCents: 20_000 }));
    expect(sequenzy.settle().map(({ isRepeat }) => isRepeat)).toEqual([false, true]);
    await client.orders.push(order());
    sequenzy.settle();
    expect(totalsOf(sequenzy)).toEqual({ ltv: 9500, totalSpent: 9500, ordersCount: 1, aov: 9500 });
    expect(sequenzy.events).toHaveLength(1);
    expect(sequenzy.orders).toMatchObject([{ countedCents: 9500 }]);
  });

  it("fires a repeated event each time under the other reading, and still counts once", async () => {
    const sequenzy = createFakeSequenzy({ decisions: { repeatedEvent: "each_time" } });
    await sequenzy.client().orders.push(order());
    await sequenzy.client().orders.push(order());
    sequenzy.settle();
    expect(sequenzy.events).toHaveLength(2);
    expect(totalsOf(sequenzy)).toMatchObject({ ordersCount: 1 });
  });

  it("fires one event for each status, with the order's extras and what Sequenzy adds", async () => {
    const sequenzy = createFakeSequenzy();
    const { orders } = sequenzy.client();
    await orders.placed(order({ properties: { channel: "web" } }));
    await orders.fulfilled(order());
    await orders.refunded({ ...order(), refundAmountCents: 500 });
    await orders.cancelled(order());
    sequenzy.settle();
    expect(sequenzy.events.map(({ name }) => name)).toEqual([
      "ecommerce.order_placed",
      "ecommerce.order_fulfilled",
      "ecommerce.order_refunded",
      "ecommerce.order_cancelled",
    ]);
    expect(sequenzy.events[0]).toMatchObject({
      email: "jane@example.com",
      properties: { channel: "web", orderId: "order-1001", lineItems: [{ productId: "beans" }] },
    });
    expect(sequenzy.events[2]?.properties).toMatchObject({ refundAmountCents: 500 });
    expect(sequenzy.orders[0]?.statuses).toEqual(["placed", "fulfilled", "refunded", "cancelled"]);
  });
});

describe("a subscriber", () => {
  it("has totals of placed orders only", async () => {
    const sequenzy = createFakeSequenzy();
    const { orders } = sequenzy.client();
    await orders.fulfilled(order());
    await orders.cancelled(order());
    await orders.refunded({ ...order(), refundAmountCents: 9500 });
    sequenzy.settle();
    expect(totalsOf(sequenzy)).toEqual({ ltv: 0, totalSpent: 0, ordersCount: 0, aov: 0 });
    await orders.placed(order());
    await orders.placed(order({ orderId: "order-1002", totalCents: 1000 }));
    sequenzy.settle();
    expect(totalsOf(sequenzy)).toEqual({ ltv: 10_500, totalSpent: 10_500, ordersCount: 2, aov: 5250 });
  });

  it("has the totals of customerTotals, and counts on from there", async () => {
    const sequenzy = createFakeSequenzy();
    const { orders } = sequenzy.client();
    await orders.placed(order({ customerTotals: { ordersCount: 4, totalSpentCents: 40_000 } }));
    sequenzy.settle();
    expect(totalsOf(sequenzy)).toEqual({ ltv: 40_000, totalSpent: 40_000, ordersCount: 4, aov: 10_000 });
    await orders.placed(order({ orderId: "order-1002", totalCents: 10_000 }));
    await orders.cancelled(order({ customerTotals: { ordersCount: 0, totalSpentCents: 0 } }));
    sequenzy.settle();
    expect(totalsOf(sequenzy)).toMatchObject({ totalSpent: 50_000, ordersCount: 5 });
  });

  it("takes customerTotals of every status under the other reading", async () => {
    const sequenzy = createFakeSequenzy({ decisions: { customerTotals: "every_status" } });
    await sequenzy.client().orders.cancelled(order({ customerTotals: { ordersCount: 2 } }));
    sequenzy.settle();
    expect(totalsOf(sequenzy)).toMatchObject({ ordersCount: 2 });
  });

  it("is the same in capitals, and keeps names and attributes that are not sent again", async () => {
    const sequenzy = createFakeSequenzy();
    const { orders } = sequenzy.client();
    const attributes = JSON.parse('{"tier":"gold","__proto__":{"polluted":true}}');
    await orders.push(order({ customer: { email: "jane@example.com", firstName: "Jane", attributes } }));
    const later = { email: "JANE@example.com", lastName: "Roe", attributes: { size: "M" } };
    await orders.push(order({ orderId: "order-1002", customer: later }));
    sequenzy.settle();
    expect(sequenzy.subscribers).toMatchObject([
      {
        email: "jane@example.com",
        firstName: "Jane",
        lastName: "Roe",
        attributes: { tier: "gold", size: "M" },
      },
    ]);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  it("loses attributes that are not sent again under the other reading", async () => {
    const sequenzy = createFakeSequenzy({ decisions: { attributes: "replaced" } });
    const { orders } = sequenzy.client();
    await orders.push(order({ customer: { email: "jane@example.com", attributes: { tier: "gold" } } }));
    await orders.push(order({ customer: { email: "jane@example.com", attributes: { size: "M" } } }));
    sequenzy.settle();
    expect(sequenzy.subscribers[0]?.attributes).toEqual({ size: "M" });
  });
});

describe("automations", () => {
  it("remind of a product that has replenishment on, once its time has come", async () => {
    const sequenzy = createFakeSequenzy({ replenishment: { beans: "30d" } });
    const items = ["beans", "beans", "mug"].map((productId) => ({ productId, title: "A", quantity: 1 }));
    await sequenzy.client().orders.placed(order({ items }));
    sequenzy.settle();
    expect(sequenzy.reminders).toMatchObject([
      { productId: "beans", orderId: "order-1001", dueAt: "2026-01-31T00:00:00.000Z", state: "waiting" },
    ]);
    await sequenzy.clock.advance("30d");
    expect(sequenzy.reminders).toMatchObject([{ state: "sent" }]);
  });

  it("are cancelled by a purchase of their product by the same person, and by nothing else", async () => {
    const sequenzy = createFakeSequenzy({ replenishment: { beans: "30d" } });
    const { orders } = sequenzy.client();
    await orders.placed(order());
    sequenzy.settle();
    sequenzy.awaitStock({ email: "Jane@example.com", productId: "beans" });
    sequenzy.awaitStock({ email: "jane@example.com", productId: "mug" });
    sequenzy.awaitStock({ email: "kim@example.com", productId: "beans" });
    await orders.fulfilled(order());
    await orders.cancelled(order());
    await orders.placed(order());
    sequenzy.settle();
    expect(sequenzy.automations.map(({ state }) => state)).toEqual(Array(4).fill("waiting"));
    await orders.placed(order({ orderId: "order-1002" }));
    sequenzy.settle();
    expect(
      sequenzy.automations.map(({ kind, state, cancelledByOrderId }) => [kind, state, cancelledByOrderId]),
    ).toEqual([
      ["replenishment", "cancelled", "order-1002"],
      ["back_in_stock", "cancelled", "order-1002"],
      ["back_in_stock", "waiting", null],
      ["back_in_stock", "waiting", null],
      ["replenishment", "waiting", null],
    ]);
  });

  it("follow the other readings", async () => {
    const sequenzy = createFakeSequenzy({
      replenishment: { beans: "30d" },
      decisions: { endedOrderReminders: "cancelled", replenishmentFrom: "settled_at" },
    });
    const { orders } = sequenzy.client();
    await orders.placed(order());
    await sequenzy.clock.advance("1d");
    sequenzy.settle();
    expect(sequenzy.reminders).toMatchObject([{ dueAt: "2026-02-01T00:00:00.000Z", state: "waiting" }]);
    await orders.cancelled(order());
    sequenzy.settle();
    expect(sequenzy.reminders).toMatchObject([{ state: "cancelled", cancelledByOrderId: "order-1001" }]);
  });
});

describe("a key", () => {
  it("is needed, must not be revoked, and must have the scope", async () => {
    const sequenzy = createFakeSequenzy({
      keys: ["sk_live_first", { canPushOrders: false, name: "reader" }],
    });
    const [, reader] = sequenzy.keys.list();
    const refused = await caught(sequenzy.client({ apiKey: reader?.key ?? "" }).orders.push(order()));
    expect(refused).toBeInstanceOf(PermissionError);
    sequenzy.keys.revoke("sk_live_first");
    const ended = await caught(sequenzy.client({ apiKey: "sk_live_first" }).orders.push(order()));
    expect(ended).toMatchObject({ status: 401, code: "unauthorized" });
    expect(sequenzy.requests.map(({ status, tokenName }) => [status, tokenName])).toEqual([
      [403, "reader"],
      [401, undefined],
    ]);
    expect(sequenzy.jobs).toEqual([]);
  });

  it("never shows in the request log", async () => {
    const sequenzy = createFakeSequenzy();
    await sequenzy.client().orders.push(order());
    const [key] = sequenzy.keys.list();
    expect(JSON.stringify(sequenzy.requests)).not.toContain(key?.key);
    expect(sequenzy.requests[0]?.headers.authorization).toMatch(/^Bearer sk_live_…[0-9a-f]{4}$/);
  });

  it("has a rate limit of its own, which the client waits out", async () => {
    const sequenzy = createFakeSequenzy({ rateLimit: { perMinute: 2 } });
    const single = sequenzy.client({ maxAttempts: 1, rateLimit: false });
    await single.orders.push(order());
    await single.orders.push(order());
    const refused = await caught(single.orders.push(order()));
    expect(refused).toBeInstanceOf(RateLimitError);
    const { key } = sequenzy.keys.create();
    await sequenzy.client({ apiKey: key }).orders.push(order());
    const { response } = await sequenzy.client().orders.push(order());
    expect(response.attempts).toBe(2);
    expect(sequenzy.requests.map(({ status }) => status)).toEqual([202, 202, 429, 202, 429, 202]);
  });

  it("can have its limit used up, and sends Retry-After only under that reading", async () => {
    const sequenzy = createFakeSequenzy({ decisions: { retryAfter: "sent" } });
    sequenzy.useUp("minute");
    const error = await caught(sequenzy.client({ maxAttempts: 1 }).orders.push(order()));
    expect(error).toMatchObject({ code: "rate_limited", retryAfterMs: 60_000 });
    expect(() => createFakeSequenzy({ rateLimit: false }).useUp("minute")).toThrow(FakeUsageError);
  });
});

describe("faults", () => {
  it.each(["503", "reset", "answer-lost", "half-body", "html-502", "slow-headers"] as const)(
    "of the kind %s end with the order counted once",
    async (fault) => {
      const sequenzy = createFakeSequenzy();
      sequenzy.failNext(fault);
      const { response } = await sequenzy.client().orders.push(order());
      sequenzy.settle();
      expect(response.attempts).toBe(2);
      expect(sequenzy.faults).toHaveLength(1);
      expect(totalsOf(sequenzy)).toMatchObject({ ordersCount: 1 });
    },
  );

  it("revoke the key that has run out", async () => {
    const sequenzy = createFakeSequenzy();
    sequenzy.failNext("expired-token");
    expect(await caught(sequenzy.client().orders.push(order()))).toMatchObject({ status: 401 });
    expect(sequenzy.keys.list()).toEqual([]);
  });

  it("of chaos lose and double nothing", async () => {
    const sequenzy = createFakeSequenzy();
    const chaos = sequenzy.chaos({ rate: 0.3, seed: 7 });
    const client = sequenzy.client({ maxAttempts: 50, deadlineMs: 86_400_000 });
    for (let index = 0; index < 40; index += 1) {
      await client.orders.placed(order({ orderId: `order-${index}`, totalCents: 100 }));
    }
    sequenzy.settle();
    expect(chaos.injected).toBeGreaterThan(5);
    expect(totalsOf(sequenzy)).toEqual({ ltv: 4000, totalSpent: 4000, ordersCount: 40, aov: 100 });
  });
});

describe("createFakeSequenzy", () => {
  it("gives equal ids for equal seeds, and begins anew with reset", async () => {
    const run = async (sequenzy: FakeSequenzy) => (await sequenzy.client().orders.push(order())).jobId;
    const sequenzy = createFakeSequenzy({ seed: 5 });
    const first = await run(sequenzy);
    expect(first).toMatch(/^commerce-order-[0-9a-f]{16}$/);
    expect(await run(createFakeSequenzy({ seed: 5 }))).toBe(first);
    expect(await run(createFakeSequenzy({ seed: 6 }))).not.toBe(first);
    sequenzy.settle();
    sequenzy.failNext("503");
    sequenzy.reset();
    expect([sequenzy.orders, sequenzy.requests, sequenzy.pendingFaults]).toEqual([[], [], []]);
    expect(await run(sequenzy)).toBe(first);
  });

  it.each([
    [{ key: [] }, /options\.key: .*did you mean keys/],
    [{ keys: "sk" }, /options\.keys must be a list/],
    [{ keys: [{ scope: 1 }] }, /key\.scope: unknown option/],
    [{ keys: ["a b"] }, /key\.key must be text of visible ASCII/],
    [{ keys: ["sk_same", "sk_same"] }, /That key exists already/],
    [{ clock: {} }, /options\.clock must be a clock/],
    [{ seed: Number.NaN }, /options\.seed/],
    [{ replenishment: [] }, /options\.replenishment: must be a plain object/],
    [{ replenishment: { beans: "a month" } }, /options\.replenishment\["beans"\]: must be a duration/],
    [{ rateLimit: { perDay: 5 } }, /options\.rateLimit\.perDay/],
    [{ rateLimit: { perSecond: 0 } }, /options\.rateLimit\.perSecond must be a whole number/],
    [{ decisions: { errorBdy: "text" } }, /decisions\.errorBdy: .*did you mean errorBody/],
    [{ decisions: { errorBody: "html" } }, /decisions\.errorBody: must be one of object, text/],
  ])("refuses %j and says what is wrong", (options, message) => {
    const make = () => createFakeSequenzy(options as never);
    expect(make).toThrow(FakeUsageError);
    expect(make).toThrow(message);
  });

  it("serves only its own host", async () => {
    const { fetch } = createFakeSequenzy();
    await expect(fetch("https://api.privy.com/v1/orders/placed")).rejects.toThrow(
      /The fake Sequenzy responds for https:\/\/api\.sequenzy\.com only/,
    );
  });

  it("can be listened to by a client that knows nothing of it", async () => {
    using sequenzy = createFakeSequenzy();
    sequenzy.listen({ onUnhandledRequest: "error" });
    const client = new SequenzyClient({ apiKey: sequenzy.keys.list()[0]?.key ?? "" });
    await client.orders.push(order());
    expect(sequenzy.jobs).toHaveLength(1);
    expect(() => sequenzy.listen()).toThrow(/This fake Sequenzy listens already/);
  });
});

describe("the channels", () => {
  it("stand side by side with a fake Privy's in one MSW server", async () => {
    const privy = createFakePrivy();
    const sequenzy = createFakeSequenzy({ clock: privy.clock });
    const server = setupServer(...privy.handlers, ...sequenzy.handlers);
    server.listen({ onUnhandledRequest: "error" });
    try {
      const viaGlobal: typeof globalThis.fetch = (...request) => globalThis.fetch(...request);
      await sequenzy.client({ fetch: viaGlobal }).orders.push(order());
      await privy.client({ fetch: viaGlobal }).contacts.create({ email: "jane@example.com" });
    } finally {
      server.close();
    }
    expect([sequenzy.requests.length, privy.requests.length]).toEqual([1, 1]);
  });

  it("serve a request of a router of one's own, whatever its host", async () => {
    const { handle, keys } = createFakeSequenzy();
    const request = new Request("http://localhost:8080/api/v1/orders", {
      method: "POST",
      headers: { Authorization: `Bearer ${keys.list()[0]?.key}` },
      body: JSON.stringify(order()),
    });
    expect((await handle(request)).status).toBe(202);
  });

  it("refuse a fault that MSW cannot express while listening", () => {
    using sequenzy = createFakeSequenzy();
    sequenzy.failNext("reset");
    expect(() => sequenzy.listen()).toThrow(FakeUsageError);
    sequenzy.clearFaults();
    sequenzy.listen();
    expect(() => sequenzy.failNext("reset")).toThrow(/MSW has no socket/);
  });
});

describe("expect", () => {
  it("passes for what is so", async () => {
    const sequenzy = createFakeSequenzy();
    const mark = sequenzy.mark();
    sequenzy.expect.noRequestAfter(mark);
    sequenzy.expect.order("order-1001").notToHaveBeenPushed();
    await sequenzy.client().orders.push(order());
    sequenzy.settle();
    sequenzy.expect.order("order-1001").toHaveSettled();
    sequenzy.expect.order("order-1001").toHaveFired("placed");
    sequenzy.expect.order("order-1001").toMatch({ totalCents: 9500, items: [{ productId: "beans" }] });
    sequenzy.expect.subscriber("JANE@example.com").toMatch({ ordersCount: 1, firstName: /^J/ });
  });

  it("explains why an expectation fails", async () => {
    const sequenzy = createFakeSequenzy();
    const { expect: that } = sequenzy;
    expect(() => that.order("order-1001").toHaveSettled()).toThrow(/never pushed to this fake/);
    await sequenzy.fetch(`${sequenzy.baseUrl}/orders`, { method: "POST", body: "{}" });
    expect(() => that.order("order-1001").toHaveSettled()).toThrow(/These were refused:\n {2}req_1.*401/);
    await sequenzy.client().orders.push(order());
    expect(() => that.order("order-1001").toHaveSettled()).toThrow(/still queued; call settle\(\)/);
    expect(() => that.order("order-1001").notToHaveBeenPushed()).toThrow(/was pushed:\n {2}commerce-order-/);
    expect(() => that.subscriber("jane@example.com").toMatch({ ltv: 1 })).toThrow(/call settle\(\)/);
    sequenzy.settle();
    expect(() => that.order("order-1001").toHaveFired("refunded")).toThrow(/It fired ecommerce.order_placed/);
    expect(() => that.order("order-1001").toMatch({ totalCents: 1 })).toThrow(/is not as expected/);
    expect(() => that.order("order-1001").toMatch({ totalCent: 1 } as never)).toThrow(/Did you mean/);
    expect(() => that.subscriber("jane@example.com").toMatch({ ltv: 1 })).toThrow(/is not as expected/);
    expect(() => that.noMoreRequests()).toThrow(/2 requests came/);
  });
});
