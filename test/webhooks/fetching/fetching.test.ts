import {
  fetchBigCommerceOrder,
  fetchEcwidOrder,
  fetchMagento2Order,
  fetchSquareOrder,
  fetchSquarespaceOrder,
} from "privy-orders/webhooks";
import { describe, expect, it } from "vitest";
import type { FetchLike } from "../../../src/http/fetch-like.js";

const event = { platform: "any", topic: "any", orderId: "1" };
const token = "a-secret-token";

/** A `fetch` that writes down what it is asked, and gives one response. */
function respondWith(response: Response | Error): { fetch: FetchLike; asked: unknown[] } {
  const asked: unknown[] = [];
  const fetch: FetchLike = async (url, { headers, method, redirect, cache }) => {
    asked.push({ url, method, redirect, cache, headers });
    if (response instanceof Error) throw response;
    return response;
  };
  return { fetch, asked };
}

/** A `fetch` with a response for each path; `otherwise` for every other one. */
function respondBy(
  responses: Readonly<Record<string, () => Response>>,
  otherwise = () => new Response("", { status: 418 }),
): { fetch: FetchLike; asked: { readonly url: string; readonly headers: object }[] } {
  const asked: { readonly url: string; readonly headers: object }[] = [];
  const fetch: FetchLike = async (url, { headers }) => {
    asked.push({ url, headers });
    const { pathname, search } = new URL(url);
    const path = pathname.replace("/stores/abc123", "") + search;
    return (responses[path] ?? otherwise)();
  };
  return { fetch, asked };
}

const context = (): { signal: AbortSignal } => ({ signal: new AbortController().signal });

describe("an order that is fetched from its platform", () => {
  it.each([
    [
      "Squarespace",
      (fetch: FetchLike) => fetchSquarespaceOrder({ token, fetch }),
      "https://api.squarespace.com/1.0/commerce/orders/a%2Fb",
    ],
    [
      "Ecwid",
      (fetch: FetchLike) => fetchEcwidOrder({ token, fetch, storeId: 1003 }),
      "https://app.ecwid.com/api/v3/1003/orders/a%2Fb",
    ],
    [
      "Magento",
      (fetch: FetchLike) =>
        fetchMagento2Order({ token: async () => token, fetch, baseUrl: "https://shop.example/rest/" }),
      "https://shop.example/rest/V1/orders/a%2Fb",
    ],
  ])(
    "of %s takes one request, with the token and every digit of its numbers",
    async (_platform, make, url) => {
      const { fetch, asked } = respondWith(new Response('{"id":9007199254740993}'));
      expect(await make(fetch)("a/b", event, context())).toEqual({ id: 9007199254740993n });
      expect(asked).toEqual([
        {
          url,
          method: "GET",
          redirect: "manual",
          cache: "no-store",
          headers: expect.objectContaining({ Authorization: `Bearer ${token}` }),
        },
      ]);
    },
  );

  it("of BigCommerce has its products, shipping addresses and coupons, also where there are none or many", async () => {
    const rows = (count: number, from: number) =>
      Response.json(Array.from({ length: count }, (_, index) => ({ id: from + index })));
    const { fetch, asked } = respondBy({
      "/v2/orders/250": () => Response.json({ id: 250, status_id: 11 }),
      "/v2/orders/250/products?limit=250&page=1": () => rows(250, 1),
      "/v2/orders/250/products?limit=250&page=2": () => rows(3, 251),
      "/v2/orders/250/shipping_addresses?limit=250&page=1": () => rows(1, 9),
      // So BigCommerce responds where a list is empty.
      "/v2/orders/250/coupons?limit=250&page=1": () => new Response(null, { status: 204 }),
    });
    const fetchOrder = fetchBigCommerceOrder({ token, fetch, storeHash: "abc123" });
    const order = await fetchOrder("250", event, context());
    expect(order).toMatchObject({ order: { id: 250 }, shippingAddresses: [{ id: 9 }], coupons: [] });
    expect(order?.products).toHaveLength(253);
    for (const { url, headers } of asked) {
      expect(url).toMatch(/^https:\/\/api\.bigcommerce\.com\/stores\/abc123\/v2\/orders\/250/);
      expect(headers).toMatchObject({ "X-Auth-Token": token });
      expect(headers).not.toHaveProperty("Authorization");
    }
  });

  it("of BigCommerce fails when one of its parts does, and never without an end", async () => {
    const full = () => Response.json(Array.from({ length: 250 }, (_, id) => ({ id })));
    const parts = {
      "/v2/orders/1": () => Response.json({ id: 1 }),
      "/v2/orders/1/shipping_addresses?limit=250&page=1": () => Response.json([]),
      "/v2/orders/1/coupons?limit=250&page=1": () => new Response("", { status: 429 }),
    };
    const limited = respondBy(parts, full);
    const options = { token, storeHash: "abc123" };
    await expect(
      fetchBigCommerceOrder({ ...options, fetch: limited.fetch })("1", event, context()),
    ).rejects.toMatchObject({ code: "rate_limited" });
    const endless = respondBy({ "/v2/orders/1": parts["/v2/orders/1"] }, full);
    await fetchBigCommerceOrder({ ...options, fetch: endless.fetch })("1", event, context());
    expect(endless.asked.length).toBeLessThan(100);
  });

  it("of Square has its payments and its customer, a deleted customer left out", async () => {
    const tenders = [{ payment_id: "P1" }, { payment_id: "P2" }, { payment_id: "P1" }, { id: "T4" }, null];
    const parts = {
      "/v2/orders/O1": () => Response.json({ order: { id: "O1", customer_id: "C/1", tenders } }),
      "/v2/payments/P1": () => Response.json({ payment: { id: "P1", total_money: { amount: 5 } } }),
      "/v2/payments/P2": () => Response.json({ payment: { id: "P2" } }),
      "/v2/customers/C%2F1": () => Response.json({ customer: { email_address: "kim@example.com" } }),
    };
    const { fetch, asked } = respondBy(parts);
    const fetchOrder = fetchSquareOrder({ token, fetch, baseUrl: "https://connect.squareupsandbox.com/" });
    expect(await fetchOrder("O1", event, context())).toMatchObject({
      order: { id: "O1" },
      payments: [{ id: "P1" }, { id: "P2" }],
      customer: { email_address: "kim@example.com" },
    });
    expect(asked).toHaveLength(4);
    const deleted = respondBy({
      ...parts,
      "/v2/customers/C%2F1": () => new Response("{}", { status: 404 }),
    });
    expect(await fetchSquareOrder({ token, fetch: deleted.fetch })("O1", event, context())).toMatchObject({
      customer: undefined,
    });
    expect(deleted.asked[0]?.url).toBe("https://connect.squareup.com/v2/orders/O1");
    const missing = respondBy({ ...parts, "/v2/payments/P2": () => new Response("{}", { status: 404 }) });
    await expect(
      fetchSquareOrder({ token, fetch: missing.fetch })("O1", event, context()),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it.each([".", ".."])("is not asked for when the id would lead to another resource: %s", async (id) => {
    const { fetch, asked } = respondWith(Response.json({}));
    // Ecwid does not sign the id of its hooks.
    expect(await fetchEcwidOrder({ token, fetch, storeId: 1 })(id, event, context())).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it.each([
    [401, "unauthorized"],
    [403, "insufficient_scope"],
    [404, "not_found"],
    [418, "unexpected_response"],
    [302, "unexpected_response"],
    [500, "server_error"],
  ])("fails with an error that names the status %d and nothing of the response", async (status, code) => {
    const { fetch } = respondWith(new Response("privatina@example.com", { status }));
    const failure = await fetchSquarespaceOrder({ token, fetch })("1", event, context()).catch(
      (error) => error,
    );
    expect(failure).toMatchObject({ code, status, message: expect.stringContaining(String(status)) });
    expect(JSON.stringify([failure, failure.message])).not.toMatch(/privatina|secret/);
  });

  it("fails with the moment at which the platform has room again", async () => {
    const { fetch } = respondWith(new Response("", { status: 429, headers: { "Retry-After": "7" } }));
    await expect(fetchSquarespaceOrder({ token, fetch })("1", event, context())).rejects.toMatchObject({
      code: "rate_limited",
      retryAfterMs: 7_000,
    });
    const without = respondWith(new Response("", { status: 429 }));
    await expect(
      fetchSquarespaceOrder({ token, fetch: without.fetch })("1", event, context()),
    ).rejects.toMatchObject({ retryAfterMs: 60_000 });
  });

  it("fails without the token when the connection does, or when the response is not JSON", async () => {
    const broken = respondWith(new Error(`cannot send ${token}`));
    const failure = await fetchSquarespaceOrder({ token, fetch: broken.fetch })("1", event, context()).catch(
      (error) => error,
    );
    expect(failure).toMatchObject({ code: "connection_failed", retryable: true });
    expect(String(failure.cause)).not.toContain(token);
    const page = respondWith(new Response("<html>privatina"));
    await expect(
      fetchSquarespaceOrder({ token, fetch: page.fetch })("1", event, context()),
    ).rejects.toMatchObject({ code: "unexpected_response", reason: "not_json" });
  });

  it("rejects with the signal's own reason when the hook's time is up", async () => {
    const controller = new AbortController();
    const reason = new Error("time is up");
    const fetch: FetchLike = async () => {
      controller.abort(reason);
      throw new Error("aborted");
    };
    const { signal } = controller;
    await expect(fetchSquarespaceOrder({ token, fetch })("1", event, { signal })).rejects.toBe(reason);
  });
});
