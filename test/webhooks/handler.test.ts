import { InvalidInputError, RateLimitError, RejectedError, ServerError } from "privy-orders";
import { createFakePrivy } from "privy-orders/testing";
import {
  createWebhookHandler,
  customWebhook,
  shopifyWebhook,
  wooCommerceWebhook,
} from "privy-orders/webhooks";
import { describe, expect, it } from "vitest";
import { createGate, openShop, payloads, secret, sign } from "./harness.js";

const down = (): ServerError => new ServerError("down", { retryable: true, status: 503 });
const refusal = (): RejectedError => new RejectedError("refused", { status: 422 });

describe("a hook with a good signature", () => {
  it.each(["shopify", "woocommerce", "stripe"] as const)(
    "is delivered and gets 200: %s",
    async (platform) => {
      const shop = openShop(platform);
      const response = await shop.send(payloads[platform]());
      expect(response.status).toBe(200);
      expect(shop.delivered).toHaveLength(1);
      expect(shop.delivered[0]?.order).toMatchObject({
        email: expect.any(String),
        currency: expect.any(String),
      });
      expect(shop.settled).toEqual([
        expect.objectContaining({ platform, outcome: "delivered", status: 200, durationMs: 0 }),
      ]);
    },
  );

  it("reaches Privy through a client, with its version and all digits of its id", async () => {
    const privy = createFakePrivy();
    const client = privy.client();
    const shop = openShop("shopify", {
      deliver: (order, { version, signal }) => client.orders.upsert(order, { version, signal }),
    });
    const payload = JSON.stringify(payloads.shopify({ id: "ID" })).replace('"ID"', "9007199254740993123");
    expect((await shop.send(payload)).status).toBe(200);
    expect(privy.orders).toMatchObject([{ order_id: "9007199254740993123" }]);
  });

  it.each([
    ["shopify", new Date("2026-01-01T10:00:00Z")],
    ["woocommerce", new Date("2026-01-01T10:00:00Z")],
    ["stripe", new Date(1_767_261_600_000)],
  ] as const)("hands on the age of its state: %s", async (platform, version) => {
    const shop = openShop(platform);
    await shop.send(payloads[platform]());
    expect(shop.delivered[0]?.version).toEqual(version);
  });

  it.each([
    ["shopify", "orders/edited"],
    ["shopify", "products/update"],
    ["woocommerce", "order.deleted"],
    ["woocommerce", "coupon.created"],
    ["stripe", "payment_intent.succeeded"],
  ] as const)("about something else gets 200 and is left alone: %s %s", async (platform, topic) => {
    const shop = openShop(platform);
    expect((await shop.send(payloads[platform](), { topic })).status).toBe(200);
    expect(shop.delivered).toEqual([]);
    expect(shop.skipped).toMatchObject([{ reason: "other_topic", event: { platform, topic } }]);
  });

  it.each([
    ["shopify", { id: 7 }],
    ["woocommerce", { id: 7 }],
    ["stripe", { id: "pi_1", object: "payment_intent" }],
    ["shopify", "[]"],
    ["woocommerce", "null"],
    ["shopify", '"text"'],
  ] as const)("that is not an order gets 200 and is left alone: %s %j", async (platform, payload) => {
    const shop = openShop(platform);
    expect((await shop.send(payload)).status).toBe(200);
    expect([shop.delivered, shop.rejected]).toEqual([[], []]);
    expect(shop.skipped).toHaveLength(1);
  });

  it("that names no buyer is reported as skipped", async () => {
    const privy = createFakePrivy();
    const client = privy.client();
    const shop = openShop("woocommerce", { deliver: (order) => client.orders.upsert(order) });
    expect((await shop.send(payloads.woocommerce({ billing: {} }))).status).toBe(200);
    expect(shop.skipped).toMatchObject([{ reason: "no_contact", event: { orderId: "7" } }]);
    expect(shop.rejected).toEqual([]);
  });

  it("that cannot be mapped is reported as rejected, and gets 200", async () => {
    const shop = openShop("woocommerce");
    expect((await shop.send(payloads.woocommerce({ status: "on its way" }))).status).toBe(200);
    expect(shop.rejected).toMatchObject([{ event: { orderId: "7" }, error: { code: "invalid_input" } }]);
    expect(shop.settled).toMatchObject([{ outcome: "rejected", errorCode: "invalid_input" }]);
  });

  it.each(["{", "", "\u0000", "ÿ"])("that is not JSON is reported as rejected: %j", async (text) => {
    const shop = openShop("shopify");
    expect((await shop.send(text)).status).toBe(200);
    expect(shop.rejected).toMatchObject([{ error: { code: "invalid_input" } }]);
  });
});

describe("a failed delivery", () => {
  it.each([
    ["shopify", down, 503, "undelivered"],
    ["stripe", down, 503, "undelivered"],
    ["woocommerce", down, 200, "handed_over"],
    ["shopify", refusal, 200, "rejected"],
    ["stripe", refusal, 200, "rejected"],
    ["woocommerce", refusal, 200, "rejected"],
    ["shopify", () => new TypeError("a bug"), 503, "undelivered"],
    ["woocommerce", () => new TypeError("a bug"), 200, "handed_over"],
  ] as const)(
    "of %s gets the response that its platform needs (%#)",
    async (platform, failure, status, outcome) => {
      const shop = openShop(platform);
      shop.fail = failure;
      const response = await shop.send(payloads[platform]());
      expect(response.status).toBe(status);
      expect(response.headers.get("Retry-After")).toBe(status === 503 ? "60" : null);
      expect(shop.settled).toMatchObject([{ outcome, status }]);
      expect(shop.undelivered).toHaveLength(outcome === "handed_over" ? 1 : 0);
      expect(shop.rejected).toHaveLength(outcome === "rejected" ? 1 : 0);
    },
  );

  it("names the time to come back, where the error knows it", async () => {
    const shop = openShop("shopify");
    shop.fail = () => new RateLimitError("limit", { retryAfterMs: 90_500, retryAt: new Date(0) });
    expect((await shop.send(payloads.shopify())).headers.get("Retry-After")).toBe("91");
  });

  it("hands the order over with its version and the error", async () => {
    const shop = openShop("woocommerce");
    const error = down();
    shop.fail = () => error;
    await shop.send(payloads.woocommerce());
    expect(shop.undelivered).toEqual([
      {
        event: { platform: "woocommerce", topic: "order.updated", orderId: "7" },
        order: expect.objectContaining({ order_id: 7 }),
        version: new Date("2026-01-01T10:00:00Z"),
        error,
      },
    ]);
  });

  it("gets 200 once onUndelivered has it, also where the platform would repeat", async () => {
    const kept: unknown[] = [];
    const shop = openShop("shopify", { onUndelivered: (hook) => kept.push(hook) });
    shop.fail = down;
    expect((await shop.send(payloads.shopify())).status).toBe(200);
    expect(kept).toHaveLength(1);
  });

  it.each([
    ["shopify", 503, "undelivered"],
    ["woocommerce", 200, "lost"],
  ] as const)(
    "that cannot be handed over either is reported as what it is: %s",
    async (platform, status, outcome) => {
      const onUndelivered = (): never => {
        throw new Error("the queue is down");
      };
      const shop = openShop(platform, { onUndelivered });
      shop.fail = down;
      expect((await shop.send(payloads[platform]())).status).toBe(status);
      expect(shop.settled).toMatchObject([{ outcome, status }]);
    },
  );

  it("is ended by the platform's own time limit, and aborts", async () => {
    const begun = createGate();
    let aborted: unknown;
    const shop = openShop("shopify", {
      deliver(_order, { signal }) {
        signal.addEventListener("abort", () => {
          aborted = signal.reason;
        });
        begun.open();
        return new Promise(() => undefined);
      },
    });
    const responded = shop.send(payloads.shopify());
    await begun.reached;
    await shop.clock.advance("3s");
    expect((await responded).status).toBe(503);
    expect(aborted).toMatchObject({ name: "TimeoutError", retryable: true });
    expect(shop.settled).toMatchObject([{ durationMs: 3_000, errorCode: "timeout" }]);
  });

  it("does not wait for a callback that hangs", async () => {
    const begun = createGate();
    const onUndelivered = (): Promise<void> => {
      begun.open();
      return new Promise(() => undefined);
    };
    const shop = openShop("woocommerce", { onUndelivered });
    shop.fail = down;
    const responded = shop.send(payloads.woocommerce());
    await begun.reached;
    await shop.clock.advance("20s");
    expect((await responded).status).toBe(200);
    expect(shop.settled).toMatchObject([{ outcome: "lost" }]);
  });

  it("of a callback changes nothing", async () => {
    const fail = (): never => {
      throw new Error("a bug of the store");
    };
    const shop = openShop("shopify", {
      onSkipped: fail,
      onRejected: fail,
      observer: { onHookSettled: fail },
    });
    shop.fail = refusal;
    expect((await shop.send(payloads.shopify())).status).toBe(200);
    expect((await shop.send(payloads.shopify(), { topic: "shop/update" })).status).toBe(200);
  });
});

describe("a hook that comes late or again", () => {
  const newer = payloads.shopify({ updated_at: "2026-01-01T11:00:00Z", financial_status: "refunded" });
  const older = payloads.shopify({ updated_at: "2026-01-01T10:00:00Z", financial_status: "paid" });

  it("is dropped when a newer state is delivered", async () => {
    const shop = openShop("shopify");
    await shop.send(newer);
    expect((await shop.send(older)).status).toBe(200);
    expect(shop.delivered).toHaveLength(1);
    expect(shop.skipped).toMatchObject([{ reason: "late", event: { orderId: "7" } }]);
  });

  it("is delivered when the newer state was not", async () => {
    const shop = openShop("shopify");
    shop.fail = down;
    await shop.send(newer);
    shop.fail = undefined;
    await shop.send(older);
    await shop.send(newer);
    expect(shop.delivered.map(({ order }) => order.financial_status)).toEqual(["paid", "refunded"]);
  });

  it("is delivered when it is of the same second and not the same", async () => {
    const shop = openShop("shopify");
    await shop.send(older);
    await shop.send({ ...older, financial_status: "refunded" });
    expect(shop.delivered).toHaveLength(2);
  });

  it("is dropped when it is the very same, and not when another state came between", async () => {
    const shop = openShop("shopify");
    await shop.send(older);
    await shop.send(older);
    expect(shop.skipped).toMatchObject([{ reason: "repeated" }]);
    await shop.send({ ...older, financial_status: "refunded" });
    await shop.send(older);
    expect(shop.delivered).toHaveLength(3);
  });

  it("waits for its turn, also when the older delivery takes long", async () => {
    const [begun, end] = [createGate(), createGate()];
    const delivered: unknown[] = [];
    const shop = openShop("shopify", {
      async deliver({ order_id, financial_status }) {
        if (financial_status === "paid") {
          begun.open();
          await end.reached;
        }
        delivered.push([order_id, financial_status]);
      },
    });
    const first = shop.send(older);
    await begun.reached;
    const second = shop.send(newer);
    expect((await shop.send(payloads.shopify({ id: 8 }))).status).toBe(200);
    end.open();
    await Promise.all([first, second]);
    expect(delivered).toEqual([
      [8, "voided"],
      [7, "paid"],
      [7, "refunded"],
    ]);
  });

  it("is dropped in another process, too, when they share a store", async () => {
    const stored = new Map<string, string>();
    const seen = {
      get: async (key: string) => stored.get(key) ?? null,
      put: async (key: string, value: string) => stored.set(key, value),
    };
    const [one, other] = [openShop("shopify", { seen }), openShop("shopify", { seen })];
    await one.send(newer);
    await other.send(older);
    await other.send(newer);
    expect(other.delivered).toEqual([]);
    expect(other.skipped).toMatchObject([{ reason: "late" }, { reason: "repeated" }]);
    expect([...stored.keys()]).toEqual(["shopify:7"]);
    const second = openShop("shopify", { seen, name: "second-shop" });
    await second.send(older);
    expect(second.delivered).toHaveLength(1);
  });

  it("is delivered when the store fails or holds something else", async () => {
    const failing = {
      get: () => Promise.reject(new Error("down")),
      put: () => Promise.reject(new Error("down")),
    };
    const strange = { get: async () => "not ours", put: async () => undefined };
    for (const seen of [failing, strange]) {
      const shop = openShop("shopify", { seen });
      expect((await shop.send(older)).status).toBe(200);
      expect(shop.delivered).toHaveLength(1);
    }
  });
});

describe("a state that is not an order", () => {
  const failed = payloads.woocommerce({ status: "failed", date_modified_gmt: "2026-01-01T11:00:00" });

  it("is skipped for an order that Privy does not have, and delivered as what became of one that it has", async () => {
    const shop = openShop("woocommerce");
    await shop.send(failed);
    expect(shop.skipped).toMatchObject([{ reason: "not_an_order" }]);
    await shop.send(payloads.woocommerce());
    await shop.send(failed);
    expect(shop.delivered.map(({ order }) => order.financial_status)).toEqual([expect.any(String), "voided"]);
  });

  it("is skipped as a test where the platform marks it so, unless tests are wanted", async () => {
    const shop = openShop("shopify");
    await shop.send(payloads.shopify({ test: true }));
    expect(shop.skipped).toMatchObject([{ reason: "is_test" }]);
    const source = shopifyWebhook({ secret, testOrders: "send" });
    const trial = openShop("shopify", { source });
    await trial.send(payloads.shopify({ test: true }));
    expect(trial.delivered).toHaveLength(1);
  });
});

describe("a request that is not a hook", () => {
  it.each(["GET", "HEAD"])("gets 200 as a health check: %s", async (method) => {
    const shop = openShop("shopify");
    expect((await shop.handle(new Request("https://shop.example/", { method }))).status).toBe(200);
    expect(shop.settled).toEqual([]);
  });

  it.each([
    ["another method", 405, new Request("https://shop.example/", { method: "PUT" })],
    [
      "no signature",
      401,
      new Request("https://shop.example/", {
        method: "POST",
        body: "{}",
        headers: { "Content-Type": "application/json" },
      }),
    ],
    [
      "XML",
      415,
      new Request("https://shop.example/", {
        method: "POST",
        body: "<a/>",
        headers: { "Content-Type": "text/xml" },
      }),
    ],
    [
      "a packed body",
      415,
      new Request("https://shop.example/", {
        method: "POST",
        body: "{}",
        headers: { "Content-Type": "application/json", "Content-Encoding": "gzip" },
      }),
    ],
    ["nothing in it", 401, new Request("https://shop.example/", { method: "POST" })],
  ])("is refused: %s", async (_what, status, request) => {
    const shop = openShop("shopify");
    const response = await shop.handle(request);
    expect(response.status).toBe(status);
    expect(response.headers.get("Allow")).toBe(status === 405 ? "GET, HEAD, POST" : null);
    expect(shop.settled).toMatchObject([{ outcome: "refused", status }]);
  });

  it("is refused when its body is too large, without being read to its end", async () => {
    const shop = openShop("shopify", { maxBodyBytes: 100_000 });
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(10_000));
      },
    });
    const init = { method: "POST", body, duplex: "half", headers: { "Content-Type": "application/json" } };
    expect((await shop.handle(new Request("https://shop.example/", init))).status).toBe(413);
    expect(pulled).toBeLessThan(20);
  });

  it("is refused when its body does not come", async () => {
    const shop = openShop("shopify");
    const body = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => undefined) });
    const init = { method: "POST", body, duplex: "half", headers: { "Content-Type": "application/json" } };
    const responded = shop.handle(new Request("https://shop.example/", init));
    await shop.clock.advance("3s");
    expect((await responded).status).toBe(408);
  });

  it("is refused when its body breaks off", async () => {
    const shop = openShop("shopify");
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error("gone")),
    });
    const init = { method: "POST", body, duplex: "half", headers: { "Content-Type": "application/json" } };
    expect((await shop.handle(new Request("https://shop.example/", init))).status).toBe(400);
  });

  it("gets 200 when it is WooCommerce's first form", async () => {
    const shop = openShop("woocommerce");
    const form = {
      method: "POST",
      body: "webhook_id=12",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    };
    expect((await shop.handle(new Request("https://shop.example/", form))).status).toBe(200);
    expect(shop.settled).toMatchObject([{ outcome: "greeted" }]);
    const other = { ...form, body: "webhook_id=12&id=7" };
    expect((await shop.handle(new Request("https://shop.example/", other))).status).toBe(401);
  });

  it("gets 503 when its signature cannot be checked now", async () => {
    const verify = (): never => {
      throw new Error("no keys");
    };
    const source = customWebhook({ verify, map: (order: never) => order });
    const handle = createWebhookHandler({ source, deliver: () => undefined, onUndelivered: () => undefined });
    const response = await handle(new Request("https://shop.example/", { method: "POST" }));
    expect([response.status, response.headers.get("Retry-After")]).toEqual([503, "60"]);
  });
});

describe("a platform that gets its response first", () => {
  it("gets its 200 before the delivery, which waitUntil and idle wait for", async () => {
    const waited: Promise<unknown>[] = [];
    const end = createGate();
    const shop = openShop("woocommerce", {
      respond: "first",
      waitUntil: (work) => waited.push(work),
      deliver: () => end.reached,
    });
    expect((await shop.send(payloads.woocommerce())).status).toBe(200);
    expect([shop.settled, waited.length]).toEqual([[], 1]);
    const idle = shop.handle.idle();
    end.open();
    await Promise.all([idle, ...waited]);
    expect(shop.settled).toMatchObject([{ outcome: "delivered", status: 200 }]);
    await shop.handle.idle();
  });

  it("leaves what fails to onUndelivered, after longer than the platform would wait", async () => {
    const begun = createGate();
    const shop = openShop("woocommerce", {
      respond: "first",
      deliver() {
        begun.open();
        return new Promise(() => undefined);
      },
    });
    expect((await shop.send(payloads.woocommerce())).status).toBe(200);
    await begun.reached;
    await shop.clock.advance("19s");
    expect(shop.undelivered).toEqual([]);
    await shop.clock.advance("2s");
    expect(shop.undelivered).toHaveLength(1);
  });

  it("keeps a Worker alive by its context, and an edge function by its event", async () => {
    for (const runtime of [
      (context: object) => [{ SECRET: "of the environment" }, context],
      (context: object) => [context],
    ]) {
      const waited: unknown[] = [];
      const context = {
        waitUntil(this: unknown, work: unknown) {
          expect(this).toBe(context);
          waited.push(work);
        },
      };
      const shop = openShop("shopify");
      await shop.handle(await sign("shopify", payloads.shopify()), ...runtime(context));
      expect(waited).toHaveLength(1);
    }
  });
});

describe("a handler that would lose orders", () => {
  const deliver = (): undefined => undefined;

  it.each([
    [{ source: wooCommerceWebhook({ secret }), deliver }, /woocommerce does not repeat a webhook/],
    [{ source: shopifyWebhook({ secret }), deliver, respond: "first" as const }, /respond "first"/],
    [
      {
        source: customWebhook({ verify: () => true, map: (order: never) => order, repeatsForMs: 310_000 }),
        deliver,
      },
      /repeats a webhook for 5 minutes only/,
    ],
  ])("is not made (%#)", (options, message) => {
    expect(() => createWebhookHandler(options)).toThrow(message);
    expect(() => createWebhookHandler(options)).toThrow(InvalidInputError);
    expect(() => createWebhookHandler({ ...options, onUndelivered: deliver })).not.toThrow();
  });

  it("is not made with an option that is wrong, either", () => {
    const wrong: object = {
      source: {},
      deliver: "now",
      onSkipped: 1,
      waitUntil: {},
      respond: "later",
      seen: new Map(),
      maxBodyBytes: 0.5,
      deadlineMs: -1,
      onundelivered: deliver,
    };
    const make = (): unknown => createWebhookHandler(wrong as Parameters<typeof createWebhookHandler>[0]); // wrong on purpose
    for (const name of Object.keys(wrong)) expect(make).toThrow(new RegExp(`^  ${name}: `, "m"));
    expect(make).toThrow(/did you mean onUndelivered/);
  });

  it("is not made of a custom source without verify or map", () => {
    const map = (order: never): never => order;
    // What a caller without types may leave out.
    expect(() => customWebhook({ map } as unknown as Parameters<typeof customWebhook>[0])).toThrow(
      /anyone could/,
    ); // wrong on purpose
    expect(() =>
      // What a caller without types may leave out.
      customWebhook({ verify: () => true } as unknown as Parameters<typeof customWebhook>[0]),
    ).toThrow(/map/); // the same
  });
});

describe("what leaves the handler", () => {
  it("holds no header, no body and no customer, whatever happens", async () => {
    const seen: unknown[] = [];
    const shop = openShop("woocommerce", {
      onSkipped: (hook) => seen.push(hook),
      onRejected: ({ event, error }) => seen.push(event, String(error)),
      onUndelivered: ({ event, error }) => seen.push(event, String(error)),
      observer: { onHookSettled: (event) => seen.push(event) },
    });
    const private_ = { first_name: "Privatina", email: "privatina@example.com", phone: "+4930123456" };
    const send = async (more: object, options = {}): Promise<void> => {
      const response = await shop.send(payloads.woocommerce({ billing: private_, ...more }), options);
      seen.push([...response.headers], await response.text());
    };
    await send({ status: "privatina@example.com" });
    await send({ total: "privatina@example.com" });
    await send({}, { topic: "order.deleted" });
    await send({}, { secret: "wrong" });
    shop.fail = down;
    await send({});
    shop.fail = () => new TypeError("a bug");
    await send({});
    const text = JSON.stringify(seen);
    expect(text).toContain("rejected");
    expect(text).not.toMatch(/privatina|4930|the secret of|X-WC-Webhook-Signature/i);
  });
});
