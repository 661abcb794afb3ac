import { PrivyClient } from "privy-orders";
import { describe, expect, it } from "vitest";
import { createFakePrivy, createVirtualClock } from "../../../../src/testing/index.js";
import { createFakeFetch } from "../../../../src/testing/kit/exchange/fake-fetch.js";
import type { IncomingRequest } from "../../../../src/testing/kit/exchange/incoming-request.js";
import { PRIVY } from "../../../../src/testing/privy/vendor.js";
import { createAccount, order } from "../../../support/fake.js";

const url = "https://api.privy.com/v1/orders/placed";

function prepare() {
  const privy = createFakePrivy({ tokens: ["t"] });
  const init = {
    method: "POST",
    headers: { Authorization: "Bearer t", "Content-Type": "application/json" },
    body: JSON.stringify(order),
  };
  return { privy, init, fetch: privy.fetch };
}

describe("the fake's fetch", () => {
  it("takes a text, a URL and a Request, destructured", async () => {
    const { init, fetch, privy } = prepare();
    const typed: typeof globalThis.fetch = fetch;
    expect((await typed(url, init)).status).toBe(201);
    expect((await fetch(new URL(url), init)).status).toBe(200);
    expect((await fetch(new Request(url, init))).status).toBe(200);
    expect((await fetch(new Request(url, init), { body: "{}" })).status).toBe(422);
    expect(privy.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array.from({ length: 4 }, () => "POST /v1/orders/placed"),
    );
  });

  it("takes bodies and headers in all their forms", async () => {
    const { init, fetch } = prepare();
    const bytes = new TextEncoder().encode(init.body);
    expect((await fetch(url, { ...init, body: bytes })).status).toBe(201);
    expect((await fetch(url, { ...init, body: new Blob([bytes]) })).status).toBe(200);
    expect((await fetch(url, { ...init, headers: new Headers(init.headers) })).status).toBe(200);
    expect((await fetch(url, { ...init, headers: Object.entries(init.headers) })).status).toBe(200);
    expect((await fetch(url, { ...init, method: "post" })).status).toBe(200);
  });

  it("sets the content type that fetch sets for a text", async () => {
    const { init, fetch, privy } = prepare();
    await fetch(url, { ...init, headers: { Authorization: "Bearer t" } });
    expect(privy.requests[0]?.headers["content-type"]).toBe("text/plain;charset=UTF-8");
  });

  it("receives a request a moment after the call: a fault that is set right after it strikes", async () => {
    const { init, fetch, privy } = prepare();
    const call = fetch(url, init);
    expect(privy.requests).toEqual([]);
    privy.failNext("500");
    expect((await call).status).toBe(500);
  });

  it("reads each address anew, however often and in whatever form one comes before another", async () => {
    const { init, fetch, privy } = prepare();
    const addresses = [`${url}?page=1`, `${url}?page=1`, `${url}?page=2`, url, `${url}?page=1`];
    for (const address of addresses) await fetch(address, init);
    await fetch(new URL(`${url}?page=3`), init);
    expect(privy.requests.map(({ query }) => query.page)).toEqual(["1", "1", "2", undefined, "1", "3"]);
  });

  it("refuses what fetch refuses", async () => {
    const { init, fetch } = prepare();
    await expect(fetch(url, { ...init, method: "GET" })).rejects.toThrow(TypeError);
    await expect(fetch(url, { ...init, headers: { "bad name": "x" } })).rejects.toThrow(TypeError);
    await expect(fetch(url, { ...init, headers: { name: "bad\nvalue" } })).rejects.toThrow(TypeError);
    await expect(fetch("https://ada:secret@api.privy.com/v1")).rejects.toThrow("user name");
  });

  for (const address of [
    "https://evil.example/v1/orders/placed?token=secret",
    "http://api.privy.com/v1/orders/placed?token=secret",
    "https://api.privy.com.evil.example/secret",
    "https://api.privy.com:8443/secret",
    "data:text/plain,secret",
  ]) {
    it(`goes nowhere else, and names only the host: ${address.slice(0, 40)}`, async () => {
      const { init, fetch, privy } = prepare();
      const error = await fetch(address, init).catch((reason: unknown) => reason);
      if (!(error instanceof TypeError)) throw new Error("It was not refused");
      expect(error.message).toContain("https://api.privy.com and https://dashboard.privy.com only");
      expect(error.message).not.toContain("secret");
      expect(privy.requests).toEqual([]);
    });
  }

  it("needs an absolute address, and does not quote another", async () => {
    const { init, fetch } = prepare();
    const error = await fetch("/v1/orders?token=secret", init).catch((reason: unknown) => reason);
    if (!(error instanceof TypeError)) throw new Error("It was not refused");
    expect(error.message).toContain("absolute URL");
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("secret");
  });
});

describe("an abort", () => {
  it("before the call rejects with its own reason, and nothing is stored", async () => {
    const { init, fetch, privy } = prepare();
    const reason = new Error("changed my mind");
    await expect(fetch(url, { ...init, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(fetch(new Request(url, { ...init, signal: AbortSignal.abort(reason) }))).rejects.toBe(
      reason,
    );
    expect(privy.requests).toEqual([]);
  });

  it("right after the call rejects too, and nothing is stored", async () => {
    const { init, fetch, privy } = prepare();
    const controller = new AbortController();
    const reason = new Error("changed my mind");
    const call = fetch(url, { ...init, signal: controller.signal });
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    expect(privy.orders).toEqual([]);
  });

  it("while the body is still being read rejects at once, and nothing is stored", async () => {
    const { init, fetch, privy } = prepare();
    const controller = new AbortController();
    const reason = new Error("changed my mind");
    const endless = {
      ...init,
      body: new ReadableStream(),
      duplex: "half" as const,
      signal: controller.signal,
    };
    const call = fetch(url, endless);
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    await expect(fetch(url, endless)).rejects.toBe(reason);
    expect(privy.requests).toEqual([]);
  });

  it("while the response is being made rejects at once", async () => {
    const controller = new AbortController();
    let received: IncomingRequest | undefined;
    const fetch = createFakeFetch({
      clock: createVirtualClock(),
      origins: ["https://api.privy.com"],
      vendor: PRIVY,
      answer(request) {
        received = request;
        return new Promise(() => undefined);
      },
    });
    const call = fetch(url, { signal: controller.signal });
    await new Promise((resolve) => setImmediate(resolve));
    expect(received?.path).toBe("/v1/orders/placed");
    const reason = new Error("too slow");
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
  });

  it("after the response changes nothing", async () => {
    const { init, fetch } = prepare();
    const controller = new AbortController();
    const response = await fetch(url, { ...init, signal: controller.signal });
    controller.abort();
    expect((await response.json()).data.order_id).toBe(1001);
  });
});

describe("a client that is made with a fake's fetch and no clock", () => {
  it("waits by the fake's clock, in which the fake's rate windows end", async () => {
    const { privy } = createAccount({ rateLimit: { perMinute: 1 } });
    const client = new PrivyClient({ token: "test-token", fetch: privy.fetch });
    const startedAt = privy.clock.now();
    for (const order_id of [1, 2, 3]) await client.orders.upsert({ ...order, order_id });
    expect(privy.clock.now() - startedAt).toBeGreaterThanOrEqual(120_000);
    expect(privy.requests.map(({ status }) => status)).not.toContain(429);
  });

  it("takes its own clock before the fetch's", async () => {
    const { privy } = createAccount();
    privy.failNext("503");
    const clock = createVirtualClock({ startAt: "2030-01-01T00:00:00Z" });
    const startedAt = privy.clock.now();
    await new PrivyClient({ token: "test-token", fetch: privy.fetch, clock }).orders.upsert(order);
    expect(privy.clock.now()).toBe(startedAt);
    expect(clock.now()).toBeGreaterThan(Date.parse("2030-01-01T00:00:00Z"));
  });
});
