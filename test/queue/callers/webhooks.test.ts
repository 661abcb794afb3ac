import type { OrderInput } from "privy-orders";
import type { OrderQueue, QueueOptions } from "privy-orders/queue";
import { createFakePrivy, createMemoryQueue } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { openShop, payloads, type Shop } from "../../webhooks/harness.js";

interface Opened {
  readonly shop: Shop;
  readonly queue: OrderQueue;
  /** What a worker sent, in order. */
  work(): Promise<readonly OrderInput[]>;
}

/** A handler that delivers into a queue, as the guides show it. */
function open(platform: "shopify" | "woocommerce", options: QueueOptions = {}): Opened {
  const { clock, client } = createFakePrivy();
  const queue = createMemoryQueue({ clock, ...options });
  const shop = openShop(platform, { deliver: (order, x) => queue.enqueue(order, x) });
  const sent: OrderInput[] = [];
  const privy = client();
  const work: Opened["work"] = async () => {
    const upsert = (order: OrderInput): Promise<unknown> => {
      sent.push(order);
      return privy.orders.upsert(order);
    };
    const worker = queue.work({ client: { orders: { upsert } }, lingerMs: 0 });
    for (let round = 0; round < 100; round += 1) {
      const { waiting, underWay } = await queue.stats();
      if (waiting + underWay === 0) break;
      await clock.advance(1_000);
    }
    await worker.stop();
    return sent;
  };
  return { shop, queue, work };
}

describe("a webhook handler that delivers into a queue", () => {
  it.each(["shopify", "woocommerce"] as const)("gets 200 once the order is kept: %s", async (platform) => {
    const { shop, queue, work } = open(platform);
    expect((await shop.send(payloads[platform]())).status).toBe(200);
    expect(await queue.stats()).toMatchObject({ waiting: 1 });
    expect(await work()).toMatchObject([{ order_id: "7" }]);
  });

  it("hands the version on, so that an older state from another process changes nothing", async () => {
    const { shop, queue, work } = open("shopify");
    await shop.send(payloads.shopify());
    expect(await work()).toHaveLength(1);
    // Another process has not seen the newer one.
    const other = openShop("shopify", { deliver: (order, x) => queue.enqueue(order, x) });
    const older = payloads.shopify({ updated_at: "2026-01-01T09:00:00Z" });
    expect((await other.send(older)).status).toBe(200);
    expect(await queue.stats()).toMatchObject({ waiting: 0 });
    expect(await work()).toHaveLength(1);
  });

  it("gets 503 while the queue is full, and the repetition is kept", async () => {
    const { shop, queue, work } = open("shopify", { maxWaiting: 1 });
    await shop.send(payloads.shopify());
    expect((await shop.send(payloads.shopify({ id: 8 }))).status).toBe(503);
    await work();
    expect((await shop.send(payloads.shopify({ id: 8 }))).status).toBe(200);
    expect(await queue.stats()).toMatchObject({ waiting: 1 });
  });

  it("hands an order that can never be delivered to onRejected, and keeps nothing", async () => {
    const { shop, queue } = open("shopify", { maxStateBytes: 1_000 });
    const note = "x".repeat(2_000);
    const payload = payloads.shopify({ line_items: [{ id: 1, title: note, quantity: 1, price: "1.00" }] });
    expect((await shop.send(payload)).status).toBe(200);
    expect(shop.rejected).toMatchObject([{ error: { code: "invalid_input" } }]);
    expect(await queue.stats()).toMatchObject({ waiting: 0 });
  });
});
