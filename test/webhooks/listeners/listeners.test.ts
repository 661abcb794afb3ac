import { type OrderInput, parseOrder, ServerError } from "privy-orders";
import type { MedusaOrder, VendureOrder } from "privy-orders/platforms";
import {
  commercetoolsMessage,
  type HookSettledEvent,
  medusaSubscriber,
  type OrderListenerOptions,
  type SkippedHook,
  type UndeliveredHook,
  vendureOrderListener,
} from "privy-orders/webhooks";
import { describe, expect, it } from "vitest";
import { sampleOf } from "../../platforms/mappers.js";

const down = new ServerError("down", { retryable: true });

function record(): {
  readonly orders: OrderInput[];
  readonly skipped: SkippedHook[];
  readonly undelivered: UndeliveredHook[];
  readonly settled: HookSettledEvent[];
  fail: unknown;
  readonly options: OrderListenerOptions;
} {
  const [orders, skipped, undelivered, settled]: [
    OrderInput[],
    SkippedHook[],
    UndeliveredHook[],
    HookSettledEvent[],
  ] = [[], [], [], []];
  const recording = {
    orders,
    skipped,
    undelivered,
    settled,
    fail: undefined as unknown, // set by a test
    options: {
      deliver(order: OrderInput) {
        if (recording.fail !== undefined) throw recording.fail;
        orders.push(order);
      },
      onSkipped: (hook: SkippedHook) => skipped.push(hook),
      onUndelivered: (hook: UndeliveredHook) => undelivered.push(hook),
      observer: { onHookSettled: (event: HookSettledEvent) => settled.push(event) },
    },
  };
  return recording;
}

describe("a subscriber of Medusa", () => {
  const order = sampleOf("medusa-graph-captured") as MedusaOrder; // the sample's own shape

  /** As much of Medusa's container as is used: its `query`, with one order and what is linked to it. */
  function containerWith(found: unknown) {
    const asked: unknown[] = [];
    const query = {
      async graph(request: { entity: string; fields: string[]; filters: { id: string } }) {
        asked.push([request.entity, request.filters.id]);
        if (request.entity === "order") return { data: [found] };
        const link = { order: { id: order.id } };
        return { data: [request.entity === "payment" ? { payment_collection: link } : link] };
      },
    };
    const resolve = (key: string) => (key === "query" ? query : undefined);
    return { asked, container: { resolve } };
  }

  it.each([
    ["order.placed", { id: order.id }, []],
    ["order.canceled", { id: order.id }, []],
    ["order.fulfillment_created", { order_id: order.id, fulfillment_id: "ful_1" }, []],
    ["shipment.created", { id: "ful_1" }, [["fulfillment", "ful_1"]]],
    ["delivery.created", { id: "ful_1" }, [["fulfillment", "ful_1"]]],
    ["payment.captured", { id: "pay_1" }, [["payment", "pay_1"]]],
  ] as const)("delivers the order of %s", async (name, data, before) => {
    const { orders, options } = record();
    const subscriber = medusaSubscriber(options);
    const { asked, container } = containerWith(order);
    expect(subscriber.config.event).toContain(name);
    await subscriber.handler({ event: { name, data }, container });
    expect(asked).toEqual([...before, ["order", order.id]]);
    expect(orders.map((one) => parseOrder(one).order)).toEqual([sampleOf("medusa-graph-captured.expected")]);
  });

  it("skips what is linked to no order, and an order that is gone", async () => {
    const { orders, skipped, options } = record();
    const { handler } = medusaSubscriber(options);
    await handler({ event: { name: "order.placed", data: {} }, ...containerWith(order) });
    await handler({ event: { name: "product.updated", data: { id: "prod_1" } }, ...containerWith(order) });
    await handler({ event: { name: "order.placed", data: { id: "order_2" } }, ...containerWith(undefined) });
    expect(orders).toEqual([]);
    expect(skipped.map(({ reason }) => reason)).toEqual(["not_an_order", "not_an_order", "not_an_order"]);
  });

  it("hands over what cannot be delivered now, and rejects when that fails, too", async () => {
    const recording = record();
    recording.fail = down;
    const args = { event: { name: "order.placed", data: { id: order.id } }, ...containerWith(order) };
    await medusaSubscriber(recording.options).handler(args);
    expect(recording.undelivered).toMatchObject([{ event: { orderId: order.id }, error: down }]);
    const onUndelivered = () => Promise.reject(new Error("the queue is down"));
    await expect(medusaSubscriber({ ...recording.options, onUndelivered }).handler(args)).rejects.toBe(down);
    expect(recording.settled).toMatchObject([{ outcome: "handed_over", status: 0 }, { outcome: "lost" }]);
  });
});

describe("a listener for Vendure", () => {
  const order = sampleOf("vendure-delivered") as VendureOrder; // the sample's own shape

  it("delivers the order that it loads, and never rejects", async () => {
    const recording = record();
    const loaded: unknown[] = [];
    const listener = vendureOrderListener({
      ...recording.options,
      async loadOrder(event: { order: { id: string | number }; toState: string }) {
        loaded.push(event.order.id);
        return order;
      },
    });
    await listener({ order: { id: order.id }, toState: "Delivered" });
    expect(loaded).toEqual([order.id]);
    expect(recording.orders.map((one) => parseOrder(one).order)).toEqual([
      sampleOf("vendure-delivered.expected"),
    ]);
    recording.fail = down;
    const onUndelivered = () => Promise.reject(new Error("the queue is down"));
    await vendureOrderListener({ ...recording.options, onUndelivered, loadOrder: async () => order })({
      order,
    });
    expect(recording.settled).toMatchObject([
      { outcome: "delivered", topic: "Delivered" },
      { outcome: "lost" },
    ]);
  });

  it("skips a cart", async () => {
    const { orders, skipped, options } = record();
    const cart = sampleOf("vendure-cart") as VendureOrder; // the sample's own shape
    await vendureOrderListener({ ...options, loadOrder: async () => cart })({ order: cart });
    expect(orders).toEqual([]);
    expect(skipped).toMatchObject([{ reason: "not_an_order" }]);
  });
});

describe("a notification of commercetools", () => {
  const created = sampleOf("commercetools-order-created-message") as { readonly order: never }; // the sample's own shape
  const fetchOrder = async () => created.order;

  it.each(["commercetools-order-created-message", "commercetools-message-without-order"])(
    "has its order fetched, whether it carries one or not: %s",
    async (name) => {
      const { orders, options } = record();
      await commercetoolsMessage({ ...options, fetchOrder })(sampleOf(name));
      expect(orders.map((one) => parseOrder(one).order)).toEqual([
        sampleOf("commercetools-order-created-message.expected"),
      ]);
    },
  );

  it.each([
    ["a test of the subscription", { notificationType: "Test" }],
    ["another resource", { type: "ProductPublished", resource: { typeId: "product", id: "p" } }],
    ["a deleted order", { notificationType: "ResourceDeleted", resource: { typeId: "order", id: "o" } }],
    ["nothing", undefined],
  ])("is skipped when it is about something else: %s", async (_what, notification) => {
    const { orders, skipped, options } = record();
    await commercetoolsMessage({ ...options, fetchOrder })(notification);
    expect([orders, skipped.length]).toEqual([[], 1]);
  });

  it("stays on the queue when it cannot be delivered: the promise rejects", async () => {
    const { deliver, onUndelivered, ...rest } = record().options;
    const failing = () => {
      throw down;
    };
    const take = commercetoolsMessage({ ...rest, deliver: failing, fetchOrder });
    await expect(take(created)).rejects.toBe(down);
    await expect(
      commercetoolsMessage({ ...rest, deliver, fetchOrder: () => Promise.reject(down) })(created),
    ).rejects.toBe(down);
  });
});

describe("a listener that would lose orders", () => {
  it("is not made", () => {
    const { deliver } = record().options;
    expect(() => medusaSubscriber({ deliver })).toThrow(/onUndelivered: is missing: medusa does not repeat/);
    expect(() => vendureOrderListener({ deliver, loadOrder: async () => undefined })).toThrow(
      /vendure does not/,
    );
    expect(() => medusaSubscriber({ deliver: undefined as never })).toThrow(/deliver: must be/); // wrong on purpose
  });
});
