// One call of each client, as near to sending an order as it has one. Each is loaded only when it is measured.
const body = {
  order_id: 4501,
  total: 95,
  currency: "USD",
  order_date: "2026-02-28T09:30:00Z",
  email: "ada@example.com",
  phone: "+14155550123",
  line_items: [{ sku: "A-1", quantity: 1, price: 95 }],
};
const ready = JSON.stringify(body);
const dist = (file) => import(new URL(`../../dist/${file}`, import.meta.url).href);
const headers = { "content-type": "application/json", authorization: "Bearer pvy_token" };
const contact = { email: "ada@example.com", firstName: "Ada", lastName: "Lovelace" };
// Each call has its own order: two calls for one order would wait for one another.
let id = 0;

/** The peers, each with its package; the rest is ours and what it is measured against. */
export const peers = {
  stripe: "stripe",
  openai: "openai",
  resend: "resend",
  "customerio-node": "customerio-node",
  "klaviyo-api": "klaviyo-api",
  "@shopify/admin-api-client": "@shopify/admin-api-client",
  loops: "loops",
};

export const subjects = {
  "bare fetch": async (url) => async () => {
    const response = await fetch(`${url}/orders/placed`, { method: "POST", headers, body: ready });
    await response.json();
  },
  "privy-orders": async (url) => {
    const { PrivyClient } = await dist("index.js");
    const client = new PrivyClient({ token: "pvy_token", baseUrl: url });
    return () => client.orders.upsert({ ...body, order_id: ++id });
  },
  "bare undici.request": async (url) => {
    const { request, Agent } = await import("undici");
    const dispatcher = new Agent({ connections: 128 });
    return async () => {
      const { body: answer } = await request(`${url}/orders/placed`, {
        method: "POST",
        headers,
        body: ready,
        dispatcher,
      });
      await answer.json();
    };
  },
  "privy-orders over undici": async (url) => {
    const { PrivyClient } = await dist("index.js");
    const { createUndiciFetch } = await dist("undici.js");
    const client = new PrivyClient({
      token: "pvy_token",
      baseUrl: url,
      fetch: createUndiciFetch({ connections: 128 }),
    });
    return () => client.orders.upsert({ ...body, order_id: ++id });
  },
  stripe: async (url) => {
    const { default: Stripe } = await import("stripe");
    const { hostname: host, port } = new URL(url);
    const client = new Stripe("sk_test_1", {
      host,
      port,
      protocol: "http",
      maxNetworkRetries: 0,
      telemetry: false,
    });
    return () => client.customers.create({ email: contact.email, name: "Ada Lovelace", phone: body.phone });
  },
  openai: async (url) => {
    const { default: OpenAI } = await import("openai");
    const client = new OpenAI({ apiKey: "sk-1", baseURL: url, maxRetries: 0 });
    return () => client.moderations.create({ input: ready });
  },
  resend: async (url) => {
    const { Resend } = await import("resend");
    const client = new Resend("re_1", { baseUrl: url });
    return async () => {
      const { error } = await client.emails.send({
        from: "a@example.com",
        to: contact.email,
        subject: "s",
        text: ready,
      });
      if (error) throw new Error("resend failed");
    };
  },
  "customerio-node": async (url) => {
    // The newest version for Node 20 speaks https to port 443 only; here its requests go the same way without TLS.
    const { default: https } = await import("node:https");
    const { default: http } = await import("node:http");
    const { hostname, port } = new URL(url);
    https.request = (options, callback) =>
      http.request(
        { ...options, protocol: "http:", hostname, host: hostname, port, agent: undefined },
        callback,
      );
    const { TrackClient } = await import("customerio-node");
    const client = new TrackClient("site", "key");
    return () => client.track(contact.email, { name: "order", data: body });
  },
  "klaviyo-api": async (url) => {
    const { ApiKeySession, EventsApi } = await import("klaviyo-api");
    const client = new EventsApi(new ApiKeySession("pk_1"));
    client.basePath = url;
    const attributes = {
      properties: body,
      metric: { data: { type: "metric", attributes: { name: "Placed Order" } } },
      profile: { data: { type: "profile", attributes: { email: contact.email } } },
    };
    return () => client.createEvent({ data: { type: "event", attributes } });
  },
  "@shopify/admin-api-client": async (url) => {
    const { createAdminApiClient } = await import("@shopify/admin-api-client");
    const client = createAdminApiClient({
      storeDomain: "shop.myshopify.com",
      apiVersion: "2025-07",
      accessToken: "shpat_1",
      logger: () => undefined,
      customFetchApi: (_address, init) => fetch(`${url}/graphql`, init),
    });
    const mutation = "mutation m($o: O!) { orderCreate(order: $o) { id } }";
    return async () => {
      const { data } = await client.request(mutation, { variables: { o: body } });
      if (data === undefined) throw new Error("shopify failed");
    };
  },
  loops: async (url) => {
    const { LoopsClient } = await import("loops");
    const client = new LoopsClient("key");
    client.apiRoot = `${url}/`;
    return () =>
      client.sendEvent({ email: contact.email, eventName: "order", eventProperties: { total: 95 } });
  },
};
