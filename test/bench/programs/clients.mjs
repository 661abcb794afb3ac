// One call of each client: a POST of one order, or what comes nearest to it. Each client is loaded only when it is measured.
import { stubFetch } from "./stub-fetch.mjs";

const order = {
  order_id: 4501,
  total: 95,
  currency: "USD",
  order_date: "2026-02-28T09:30:00Z",
  email: "ada@example.com",
  phone: "+14155550123",
  line_items: [{ sku: "A-1", quantity: 1, price: 95 }],
};
const ready = JSON.stringify(order);
const headers = { "content-type": "application/json", authorization: "Bearer pvy_token" };
// Each call has its own order: two calls for one order would wait for one another.
let id = 0;
const nextOrder = () => ({ ...order, order_id: ++id });

/** What bare undici leaves to its user: the cheapest way to unpack a body that has arrived whole. */
async function textOf({ body, headers: { "content-encoding": encoding } }) {
  if (encoding === undefined) return body.text();
  const { gunzipSync, brotliDecompressSync } = await import("node:zlib");
  const packed = new Uint8Array(await body.arrayBuffer());
  return (encoding === "br" ? brotliDecompressSync : gunzipSync)(packed).toString();
}

async function makeUpsert(baseUrl, fetch) {
  const { PrivyClient } = await import("privy-orders");
  const client = new PrivyClient({
    token: "pvy_token",
    baseUrl,
    fetch,
    timeoutMs: 600_000,
    deadlineMs: 600_000,
  });
  return () => client.orders.upsert(nextOrder());
}

/** By the name of each client, how it is set up in the words of the table, and a function that makes its call. */
export const clients = {
  "bare undici.request": {
    how: "a body made once; the response is parsed",
    async make(url) {
      const { request, Agent } = await import("undici");
      const dispatcher = new Agent({ connections: 128 });
      const options = { method: "POST", headers, body: ready, dispatcher };
      return async () => JSON.parse(await textOf(await request(`${url}/orders/placed`, options)));
    },
  },
  "privy-orders over undici": {
    how: "every order its own, checked",
    async make(url) {
      const { createUndiciFetch } = await import("privy-orders/undici");
      return makeUpsert(url, createUndiciFetch({ connections: 128 }));
    },
  },
  "bare fetch": {
    how: "a body made once; the response is parsed",
    async make(url) {
      const options = { method: "POST", headers, body: ready };
      return async () => (await fetch(`${url}/orders/placed`, options)).json();
    },
  },
  "careful fetch": {
    how: "no client, but each call with its own body, headers and time limit, and no redirect followed",
    async make(url) {
      return async () => {
        const controller = new AbortController();
        const timer = setTimeout(() => controller.abort(), 30_000);
        try {
          const response = await fetch(`${url}/orders/placed`, {
            method: "POST",
            headers: { ...headers, "user-agent": "careful/1.0" },
            body: JSON.stringify(nextOrder()),
            redirect: "manual",
            signal: controller.signal,
          });
          if (!response.ok) throw new Error(`status ${response.status}`);
          return JSON.parse(await response.text());
        } finally {
          clearTimeout(timer);
        }
      };
    },
  },
  "privy-orders": {
    how: "over the runtime's fetch; every order its own, checked",
    make: (url) => makeUpsert(url, undefined),
  },
  "privy-orders over a stub": {
    how: "a fetch that responds at once and touches no network: what the client itself costs",
    make: (url) => makeUpsert(url, stubFetch),
  },
  "customerio-node": {
    how: "`track` of an event with the order as its data; over Node's http, connections kept open; without TLS",
    async make(url) {
      // It speaks https to port 443 only. Here its requests go the same way without TLS; Node's own agent keeps connections open.
      const { default: https } = await import("node:https");
      const { default: http } = await import("node:http");
      const { hostname, port } = new URL(url);
      https.request = (options, callback) =>
        http.request({ ...options, protocol: "http:", hostname, host: hostname, port }, callback);
      const { TrackClient } = await import("customerio-node");
      const client = new TrackClient("site", "key");
      return () => client.track(order.email, { name: "order", data: nextOrder() });
    },
  },
  stripe: {
    how: "`checkout.sessions.create` with the order's fields; over Node's http, connections kept open; no retries, no telemetry",
    async make(url) {
      const { default: Stripe } = await import("stripe");
      const { hostname: host, port } = new URL(url);
      const settings = { host, port, protocol: "http", maxNetworkRetries: 0, telemetry: false };
      const client = new Stripe("sk_test_1", settings);
      const price_data = { currency: "usd", unit_amount: 9500, product_data: { name: "A-1" } };
      return () =>
        client.checkout.sessions.create({
          mode: "payment",
          customer_email: order.email,
          client_reference_id: String(++id),
          line_items: [{ quantity: 1, price_data }],
          metadata: { order_date: order.order_date, phone: order.phone },
        });
    },
  },
  resend: {
    how: "`emails.send` with the order as its text; over the runtime's fetch; it retries nothing",
    async make(url) {
      const { Resend } = await import("resend");
      const client = new Resend("re_1", { baseUrl: url });
      return async () => {
        const { error } = await client.emails.send({
          from: "shop@example.com",
          to: order.email,
          subject: "order",
          text: JSON.stringify(nextOrder()),
        });
        if (error) throw new Error("resend failed");
      };
    },
  },
};
