import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { createFakePrivy } from "privy-orders/testing";
import {
  createWebhookHandler,
  shopifyWebhook,
  toNodeHandler,
  wooCommerceWebhook,
} from "privy-orders/webhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openShop, type Platform, payloads, secret, sign } from "./harness.js";

const platforms: readonly Platform[] = ["shopify", "woocommerce", "stripe"];
const day = 86_400_000;

/** A signed request with other headers or another body. */
async function altered(
  platform: Platform,
  change: { headers?: Readonly<Record<string, string | undefined>>; body?: string },
): Promise<Request> {
  const request = await sign(platform, payloads[platform](), { now: Date.parse("2026-01-01T10:00:00Z") });
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(change.headers ?? {})) {
    if (value === undefined) headers.delete(name);
    else headers.set(name, value);
  }
  return new Request(request.url, { method: "POST", headers, body: change.body ?? (await request.text()) });
}

describe("an attacker without the secret", () => {
  it.each(platforms)("cannot forge a hook of %s", async (platform) => {
    const shop = openShop(platform);
    const forgeries = [
      sign(platform, payloads[platform](), { secret: "guess", now: shop.clock.now() }),
      altered(platform, { body: JSON.stringify(payloads[platform]({ id: 8 })) }),
      altered(platform, { body: "{}" }),
      altered(platform, { body: "" }),
    ];
    for (const forgery of forgeries) expect((await shop.handle(await forgery)).status).toBe(401);
    expect([shop.delivered, shop.skipped, shop.rejected]).toEqual([[], [], []]);
  });

  it.each(
    platforms.flatMap((from) => platforms.filter((to) => to !== from).map((to) => [from, to] as const)),
  )("cannot send a hook of %s to the handler of %s", async (from, to) => {
    const shop = openShop(to);
    const hook = await sign(from, payloads[from](), { now: shop.clock.now() });
    expect((await shop.handle(hook)).status).toBe(401);
    expect(shop.delivered).toEqual([]);
  });

  it("cannot make one platform's signature count for another that signs alike, unless they share a secret", async () => {
    const request = await sign("woocommerce", payloads.woocommerce());
    const signature = request.headers.get("X-WC-Webhook-Signature") ?? "";
    const headers = { "X-Shopify-Hmac-SHA256": signature, "Content-Type": "application/json" };
    const hook = new Request(request.url, { method: "POST", headers, body: await request.text() });
    const shop = openShop("shopify", { source: shopifyWebhook({ secret: "another" }) });
    expect((await shop.handle(hook)).status).toBe(401);
  });

  it("cannot replay a recorded hook of Stripe after five minutes", async () => {
    const shop = openShop("stripe");
    const hook = await sign("stripe", payloads.stripe(), { now: shop.clock.now() - 300_001 });
    expect((await shop.handle(hook)).status).toBe(401);
    expect(shop.delivered).toEqual([]);
  });

  it.each(["shopify", "woocommerce"] as const)(
    "cannot bring an old state back by replaying a recorded hook of %s",
    async (platform) => {
      const shop = openShop(platform);
      const dates = (text: string) =>
        platform === "shopify" ? { updated_at: `${text}Z` } : { date_modified_gmt: text };
      const old = await sign(platform, payloads[platform](dates("2026-01-01T10:00:00")));
      const [again, third] = [old.clone(), old.clone()];
      await shop.handle(old);
      await shop.handle(again);
      await shop.send(payloads[platform](dates("2026-01-01T11:00:00")));
      await shop.clock.advance(30 * day);
      await shop.handle(third);
      expect(shop.delivered).toHaveLength(2);
      expect(shop.skipped.map(({ reason }) => reason)).toEqual(["repeated", "late"]);
    },
  );

  it.each([
    ["shopify", "X-Shopify-Topic", { id: 5, email: "kim@example.com", created_at: "2026-01-01T00:00:00Z" }],
    ["shopify", "X-Shopify-Topic", { id: 5, total_price: "1.00", name: "#D1", status: "open" }],
    ["woocommerce", "X-WC-Webhook-Topic", { id: 5, email: "kim@example.com", billing: {} }],
    ["woocommerce", "X-WC-Webhook-Topic", { id: 5, name: "Mug", price: "5.00", status: "publish" }],
  ] as const)(
    "cannot pass another hook of %s off as an order by its topic, which is not signed (%#)",
    async (platform, header, payload) => {
      const shop = openShop(platform);
      const other = await sign(platform, payload, { topic: "customers/update" });
      const headers = new Headers(other.headers);
      headers.set(header, platform === "shopify" ? "orders/create" : "order.created");
      const swapped = new Request(other.url, { method: "POST", headers, body: await other.text() });
      expect((await shop.handle(swapped)).status).toBe(200);
      expect(shop.delivered).toEqual([]);
      expect(shop.skipped).toMatchObject([{ reason: "not_an_order" }]);
    },
  );

  it.each(["shopify", "woocommerce", "stripe"] as const)(
    "cannot send the signature of %s twice",
    async (platform) => {
      const shop = openShop(platform);
      const request = await sign(platform, payloads[platform](), { now: shop.clock.now() });
      const [name = "", value = ""] = [...request.headers].find(([one]) => /signature|hmac/.test(one)) ?? [];
      const headers = new Headers(request.headers);
      headers.append(name, value);
      const doubled = new Request(request.url, { method: "POST", headers, body: await request.text() });
      expect((await shop.handle(doubled)).status).toBe(401);
    },
  );
});

describe("a signed payload with keys of prototypes", () => {
  it.each([
    '"__proto__":{"email":"evil@example.com","polluted":true}',
    '"constructor":{"prototype":{"polluted":true}}',
    '"\\u005f_proto__":{"polluted":true}',
    '"customer":{"__proto__":{"email":"evil@example.com"}}',
  ])("changes neither the process nor the order: %s", async (keys) => {
    const privy = createFakePrivy();
    const client = privy.client();
    const shop = openShop("shopify", { deliver: (order) => client.orders.upsert(order) });
    const clean = JSON.stringify(payloads.shopify());
    for (const id of ["7", "9007199254740993"]) {
      const body = clean.replace('"id":7', `${keys},"id":${id}`);
      expect((await shop.send(body)).status).toBe(200);
    }
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    expect(privy.orders).toHaveLength(2);
    expect(JSON.stringify(privy.orders)).not.toContain("evil");
  });
});

describe("a request that plays tricks on Node's connection", () => {
  let server: Server;
  let delivered = 0;
  const body = JSON.stringify(payloads.woocommerce());
  let signature = "";

  beforeAll(async () => {
    const handle = createWebhookHandler({
      source: wooCommerceWebhook({ secret }),
      deliver: () => {
        delivered += 1;
      },
      onUndelivered: () => undefined,
      maxBodyBytes: 100_000,
    });
    server = createServer(toNodeHandler(handle));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    signature = (await sign("woocommerce", body)).headers.get("X-WC-Webhook-Signature") ?? "";
  });

  afterAll(() => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });

  /**
   * Sends bytes as they are, and gives the status of everything that comes back. A request that the server still waits
   * for more of is given up after a moment.
   */
  const sendRaw = (text: string, isComplete = true): Promise<string[]> =>
    new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo; // it listens on a port
      const socket = connect(port, "127.0.0.1", () => {
        socket.write(text, () => {
          if (!isComplete) socket.end();
        });
      });
      let response = "";
      socket.on("data", (chunk) => {
        response += chunk;
      });
      // A server that refuses a request may reset the connection.
      socket.on("error", () => undefined);
      socket.on("close", () =>
        resolve(response.match(/^HTTP\/1\.1 \d+/gm)?.map((line) => line.slice(9)) ?? []),
      );
      socket.setTimeout(10_000, () => reject(new Error("the connection stays open")));
    });

  const head = (...lines: readonly string[]): string =>
    [
      "POST / HTTP/1.1",
      "Host: shop.example",
      "Content-Type: application/json",
      `X-WC-Webhook-Signature: ${signature}`,
      "X-WC-Webhook-Topic: order.created",
      ...lines,
      "",
      "",
    ].join("\r\n");
  const chunked = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n0\r\n\r\n`;

  it("is delivered without a trick: with a length, and in chunks", async () => {
    delivered = 0;
    expect(
      await sendRaw(head("Connection: close", `Content-Length: ${Buffer.byteLength(body)}`) + body),
    ).toEqual(["200"]);
    expect(delivered).toBe(1);
    expect(await sendRaw(head("Connection: close", "Transfer-Encoding: chunked") + chunked(body))).toEqual([
      "200",
    ]);
  });

  it.each([
    [
      "both a length and chunks",
      () => head("Content-Length: 4", "Transfer-Encoding: chunked") + chunked("{}"),
    ],
    ["two lengths", () => head("Content-Length: 2", "Content-Length: 900") + body],
    [
      "chunks by an unknown name",
      () => head("Transfer-Encoding: xchunked", "Connection: close") + chunked("{}"),
    ],
    ["chunks twice", () => head("Transfer-Encoding: chunked, chunked", "Connection: close") + chunked("{}")],
    ["a length that is too short", () => head("Connection: close", "Content-Length: 10") + body],
    [
      "a length that is too long (incomplete)",
      () => head("Connection: close", "Content-Length: 99999") + body,
    ],
    [
      "a second request behind the body",
      () => head("Connection: close", `Content-Length: ${Buffer.byteLength(body) - 1}`) + body,
    ],
    [
      "two signatures",
      () =>
        head(
          "Connection: close",
          "X-WC-Webhook-Signature: AAAA",
          `Content-Length: ${Buffer.byteLength(body)}`,
        ) + body,
    ],
    [
      "two signatures, the good one last",
      () =>
        head("Connection: close", `Content-Length: ${Buffer.byteLength(body)}`).replace(
          "X-WC-Webhook-Signature:",
          "X-WC-Webhook-Signature: AAAA\r\nX-WC-Webhook-Signature:",
        ) + body,
    ],
    [
      "a body that is too large",
      () => head("Transfer-Encoding: chunked", "Connection: close") + chunked("x".repeat(200_000)),
    ],
    [
      "a header that is folded",
      () => `${head("X-WC-Webhook-Signature:\r\n AAAA", "Connection: close", "Content-Length: 2")}{}`,
    ],
  ])("delivers nothing: %s", async (trick, text) => {
    delivered = 0;
    const statuses = await sendRaw(text(), !trick.endsWith("(incomplete)"));
    expect(statuses.filter((status) => status.startsWith("2"))).toEqual([]);
    expect(delivered).toBe(0);
  });
});
