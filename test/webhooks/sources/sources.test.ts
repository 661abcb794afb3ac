import { type OrderInput, parseOrder } from "privy-orders";
import { parseJson } from "privy-orders/platforms";
import { signedWebhook } from "privy-orders/testing";
import {
  bigCommerceWebhook,
  createWebhookHandler,
  magento2Webhook,
  squareWebhook,
  stripeWebhook,
  type WebhookPlatform,
  type WebhookSource,
} from "privy-orders/webhooks";
import { describe, expect, it } from "vitest";
import { sampleNames, sampleOf } from "../../platforms/mappers.js";
import { fixture } from "../../platforms/support.js";
import { notificationUrl, privateKey, publicKey, receive, secret, trials } from "./trials.js";

describe.each(trials)("a signed hook of $platform", (trial) => {
  const names = sampleNames(trial.platform);

  it("has samples", () => expect(names.length).toBeGreaterThan(0));

  it.each(names)("becomes what its order must become: %s", async (name) => {
    const sample = sampleOf(name);
    const expected = sampleOf(`${name}.expected`);
    const text = fixture(`platforms/${name}.json`);
    const { response, orders, versions, skipped, rejected } = await receive(trial, sample, trial.hook(text));
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(trial.platform === "magento2" ? '{"op":"success"}' : "ok");
    expect(rejected).toEqual([]);
    if (typeof expected === "object" && expected !== null && "refused" in expected) {
      expect(orders.map((order) => () => parseOrder(order)).filter((parse) => isFine(parse))).toEqual([]);
      return;
    }
    expect(skipped).toEqual([]);
    expect(orders.map((order) => parseOrder(order).order)).toEqual([expected]);
    for (const version of versions) expect(version === undefined || Number(version) > 0).toBe(true);
  });

  it("about something else is skipped, and its order is not fetched", async () => {
    const source = trial.source(undefined);
    const other = trial
      .hook('{"id":"1"}')
      .replace(/store\/order\/updated|order\.updated?|checkout\.session\.completed/, "something.else")
      .replace('"data":{"order":', '"data":{"product":');
    const { skipped, orders } = await receive(
      { ...trial, source: () => source },
      undefined,
      other,
      "something/else",
    );
    expect(orders).toEqual([]);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      trial.platform === "magento2" ? "not_an_order" : "other_topic",
    ]);
  });

  it.each(["{}", "[]", "null", '"x"', "12"])("of another shape is skipped: %s", async (body) => {
    const { response, skipped, orders, rejected } = await receive(trial, undefined, body);
    // Ecwid's signature covers fields, which must be there.
    if (trial.platform === "ecwid") return expect(response.status).toBe(401);
    expect([response.status, orders, rejected]).toEqual([200, [], []]);
    return expect(skipped).toHaveLength(1);
  });
});

describe("a hook of one platform at the handler of another", () => {
  const pairs = trials.flatMap((from) =>
    trials
      .filter((to) => to !== from)
      .map((to) => ({ from, to, title: `${from.platform} to ${to.platform}` })),
  );

  it.each(pairs)("delivers nothing: $title", async ({ from, to }) => {
    const order = sampleOf(sampleNames(from.platform)[0] ?? "");
    const text = JSON.stringify(order, (_key, value) => (typeof value === "bigint" ? Number(value) : value));
    const request = await signedWebhook(from.platform, from.hook(text), from.signing);
    const delivered: unknown[] = [];
    const handle = createWebhookHandler({
      source: to.source(order),
      deliver: (sent) => delivered.push(sent),
      onUndelivered: (hook) => delivered.push(hook),
    });
    expect((await handle(request)).status).toBe(401);
    expect(delivered).toEqual([]);
  });
});

const isFine = (attempt: () => unknown): boolean => {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
};

describe("a hook that only names its order", () => {
  const bigCommerce = '{"scope":"store/order/created","data":{"type":"order","id":250}}';
  const send = async (source: WebhookSource, platform: WebhookPlatform, body: string) => {
    const handle = createWebhookHandler({ source, deliver: () => undefined });
    return handle(await signedWebhook(platform, body, { secret, notificationUrl }));
  };

  it("has the order fetched by its id, with the event and a signal", async () => {
    const asked: unknown[] = [];
    const fetchOrder = async (...given: readonly unknown[]) => {
      asked.push(given);
      return undefined;
    };
    await send(bigCommerceWebhook({ secret, fetchOrder }), "bigcommerce", bigCommerce);
    expect(asked).toEqual([
      [
        "250",
        { platform: "bigcommerce", topic: "store/order/created", orderId: "250" },
        { signal: expect.any(AbortSignal) },
      ],
    ]);
  });

  it("is repeated when the order cannot be fetched now, and skipped when the platform has no such order", async () => {
    const failing = bigCommerceWebhook({ secret, fetchOrder: () => Promise.reject(new Error("down")) });
    expect((await send(failing, "bigcommerce", bigCommerce)).status).toBe(503);
    const gone = bigCommerceWebhook({ secret, fetchOrder: async () => undefined });
    expect((await send(gone, "bigcommerce", bigCommerce)).status).toBe(200);
  });

  it("may be Square's about a payment, which names the order that was paid", async () => {
    const asked: string[] = [];
    const fetchOrder = async (id: string) => void asked.push(id) as undefined;
    const body =
      '{"type":"payment.updated","data":{"type":"payment","id":"P","object":{"payment":{"id":"P","order_id":"O"}}}}';
    await send(squareWebhook({ secret, notificationUrl, fetchOrder }), "square", body);
    expect(asked).toEqual(["O"]);
  });

  it("may be Commerce's, where the merchant chose few fields", async () => {
    const asked: string[] = [];
    const fetchOrder = async (id: string) => void asked.push(id) as undefined;
    const handle = createWebhookHandler({
      source: magento2Webhook({ publicKey, fetchOrder }),
      deliver: () => undefined,
      onUndelivered: () => undefined,
    });
    const response = await handle(
      await signedWebhook("magento2", { order: { entity_id: 12 } }, { privateKey }),
    );
    expect([asked, await response.text()]).toEqual([["12"], '{"op":"success"}']);
  });

  it("may be Stripe's, whose items are fetched", async () => {
    const session = sampleOf("stripe-expired-session") as object; // an object of JSON
    const delivered: OrderInput[] = [];
    const handle = createWebhookHandler({
      source: stripeWebhook({
        secret,
        fetchLineItems: async (id) => [{ description: id, quantity: 2, amount_subtotal: 500 }],
      }),
      deliver: (order) => delivered.push(order),
    });
    await handle(
      await signedWebhook("stripe", { ...session, status: "complete", payment_status: "paid" }, { secret }),
    );
    expect(delivered).toMatchObject([
      { line_items: [{ title: expect.stringMatching(/^cs_/), quantity: 2 }] },
    ]);
  });
});

describe("an order of a large id", () => {
  it("keeps every digit on its way through a handler", async () => {
    const trial = trials[0];
    if (trial === undefined) throw new Error("no trial");
    const text = fixture("shopify-order.json").replace('"test": true', '"test": false');
    const { orders } = await receive(trial, undefined, text);
    expect(String(orders[0]?.order_id)).toBe("820982911946154508");
    expect(parseJson(text)).toMatchObject({ id: 820982911946154508n });
  });
});
