import { fetchEcwidOrder, fetchMagento2Order, fetchSquarespaceOrder } from "privy-orders/webhooks";
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

  it("fails without the token when the connection does, or when the response is no JSON", async () => {
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
