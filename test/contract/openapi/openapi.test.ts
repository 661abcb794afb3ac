import { readFileSync } from "node:fs";
import { PrivyClient } from "privy-orders";
import { describe, expect, it } from "vitest";
import { CONTROL_ROUTES } from "../../../src/testing/server/control/control-routes.js";
import { send, serveControl } from "../../testing/server/support.js";
import { schemaViolations } from "./schema-violations.js";
import { type OpenApi, startValidatingProxy, type ValidatingProxy } from "./validating-proxy.js";

const privyText = (): OpenApi =>
  // Ours, beside this file.
  JSON.parse(readFileSync(new URL("privy.openapi.json", import.meta.url), "utf8")) as OpenApi;

const order = {
  order_id: 1001,
  email: "ada@example.com",
  total: 95,
  currency: "USD",
  order_date: "2026-03-01T10:00:00Z",
  line_items: [{ id: "1", name: "Thing", price: 95, quantity: 1 }],
};

/** A served fake behind a proxy that holds everything against both texts. */
async function serveBehindProxy(): Promise<{
  proxy: ValidatingProxy;
  call: (method: string, path: string, body?: unknown, type?: string) => ReturnType<typeof send>;
  client: PrivyClient;
}> {
  const { server, get, token, privy } = await serveControl({
    flows: [{ name: "Thank you", trigger: "order_placed" }],
    segments: [{ name: "Buyers", conditions: [{ type: "order_count", operator: "gt", value: 0 }] }],
    oauthClients: [{}],
    rateLimit: { perMinute: 1_000 },
  });
  // What the fake says of itself is what it is held to.
  const own = JSON.parse((await get("/openapi.json")).text) as OpenApi;
  const proxy = await startValidatingProxy(server.url, [own, privyText()]);
  const [oauthClient] = privy.oauthClients.list();
  if (oauthClient === undefined) throw new Error("there is no OAuth client");
  const { clientId, clientSecret, scopes } = oauthClient;
  expect(token).not.toBe("");
  return {
    proxy,
    call: (method, path, body, type = "application/json") =>
      send(`${proxy.url}/_fake${path}`, {
        method,
        ...(body === undefined
          ? {}
          : {
              headers: { "content-type": type },
              body: typeof body === "string" ? body : JSON.stringify(body),
            }),
      }),
    client: new PrivyClient({
      oauth: { clientId, clientSecret, scopes, tokenUrl: `${proxy.url}/oauth/token` },
      baseUrl: `${proxy.url}/v1`,
      maxAttempts: 1,
    }),
  };
}

describe("what passes between the client, a control client and the fake", () => {
  it("is what both OpenAPI texts say, for every operation", async () => {
    const { proxy, call, client } = await serveBehindProxy();
    await client.orders.upsert(order);
    await client.orders.upsert({ ...order, total: 96, fulfillment_status: "delivered" });
    const { contact } = await client.contacts.create({ email: "eva@example.com", first_name: "Eva" });
    await client.contacts.get(contact.id);
    await client.contacts.update(contact.id, { last_name: "Ada" });
    for await (const _ of client.contacts.list()) break;
    await client.contacts.unsubscribe(contact.id);
    await client.contacts.delete(contact.id);
    await client.contacts.get(contact.id).catch(() => undefined);

    await call("GET", "");
    const reads = [
      "health",
      "openapi.json",
      "requests",
      "requests/1",
      "requests/latest",
      "orders",
      "orders/1001",
    ];
    const more = [
      "contacts",
      "contacts/ada@example.com",
      "flows",
      "flows/Thank%20you/evaluations",
      "segments",
    ];
    const last = ["segments/Buyers/contacts", "engagements", "attributions", "rate-limit", "clock", "faults"];
    for (const path of [
      ...reads,
      ...more,
      ...last,
      "chaos",
      "snapshots",
      "tokens",
      "oauth-clients",
      "integrations",
    ]) {
      expect([path, (await call("GET", `/${path}`)).status]).toEqual([path, 200]);
    }
    const engagement = { email: "ada@example.com", channel: "email", kind: "click", message: "Sale" };
    const doing: readonly (readonly [method: string, path: string, body?: unknown])[] = [
      ["GET", "/wait?timeout=1ms&q=order:1001&count=1&after=0"],
      ["GET", "/requests?limit=1&order=asc&q=ada&after=0&before=9"],
      ["POST", "/engagements", engagement],
      ["GET", "/engagements"],
      ["GET", "/attributions"],
      ["POST", "/contacts", { email: "kim@example.com", email_consent: "subscribed" }],
      ["POST", "/requests/2/replay", { edit: { total: 97 } }],
      ["POST", "/check", { order: { ...order, order_id: 5 } }],
      ["POST", "/expect", { order: "1001", toHaveBeenReceived: {} }],
      ["POST", "/load", { orders: [{ ...order, order_id: 6 }], contacts: [{}] }],
      ["POST", "/faults", { fault: "503", times: 2, when: { order: 5, header: { "x-a": "*" } } }],
      ["GET", "/faults"],
      ["DELETE", "/faults/fault_1"],
      ["DELETE", "/faults"],
      ["PUT", "/chaos", { rate: 0, faults: ["503"], seed: 1 }],
      ["GET", "/chaos"],
      ["DELETE", "/chaos"],
      ["POST", "/rate-limit/use-up", { window: "minute" }],
      ["POST", "/rate-limit/renew", { window: "minute" }],
      ["POST", "/clock/advance", { by: "1d" }],
      ["PUT", "/clock", { at: "2026-03-01T00:00:00Z" }],
      ["POST", "/clock/run"],
      ["POST", "/clock/freeze"],
      ["POST", "/snapshots", { name: "a" }],
      ["GET", "/snapshots"],
      ["POST", "/snapshots/a/restore"],
      ["DELETE", "/snapshots/a"],
      ["POST", "/tokens", { name: "t" }],
      ["DELETE", "/tokens/t"],
      ["POST", "/oauth-clients", { name: "o" }],
      ["DELETE", "/oauth-clients/o"],
      ["POST", "/integrations", { name: "i" }],
      ["DELETE", "/integrations/i"],
      ["GET", "/export"],
      ["DELETE", "/requests"],
      ["POST", "/reset", { keep: ["tokens"] }],
    ];
    for (const [method, path, body] of doing) {
      expect([path, (await call(method, path, body)).status]).toEqual([path, 200]);
    }
    const exported = (await call("GET", "/export")).text;
    expect((await call("PUT", "/import", exported, "application/x-ndjson")).status).toBe(200);
    // Refusals, too.
    expect((await call("GET", "/orders/1")).status).toBe(404);
    expect((await call("POST", "/expect", { order: "9", toHaveBeenReceived: {} })).status).toBe(409);
    expect((await call("POST", "/reset", { keep: 1 })).status).toBe(400);
    await client.orders.upsert({ ...order, currency: "XXX" }).catch(() => undefined);

    expect(proxy.violations).toEqual([]);
    const passed = new Set([...proxy.seen].map((one) => one.replace(/ \d{3}$/, "")));
    const all = CONTROL_ROUTES.filter(({ path }) => !/\/(?:events|openapi\.json)$/.test(path));
    const missing = all.map(({ method, path }) => `${method} ${path}`).filter((one) => !passed.has(one));
    expect(missing).toEqual([]);
    const privys = Object.entries(privyText().paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(privys.filter((one) => !passed.has(one))).toEqual([]);
    await proxy.close();
  });

  it("is found out when it is not", async () => {
    const { server, token } = await serveControl();
    const text = privyText();
    const own = text.paths["/v1/orders/placed"]?.post;
    // A text that the fake does not keep to.
    const stricter: OpenApi = {
      ...text,
      paths: { "/v1/orders/placed": { post: { ...own, responses: { "200": {} } } } },
    };
    const proxy = await startValidatingProxy(server.url, [stricter]);
    const client = new PrivyClient({ token, baseUrl: `${proxy.url}/v1`, maxAttempts: 1 });
    await client.orders.upsert(order);
    await client.contacts.get("cus_1").catch(() => undefined);
    for await (const _ of client.contacts.list()) break;
    expect(proxy.violations).toEqual([
      "POST /v1/orders/placed 201: status is not described",
      "GET /v1/contacts 200: is not described",
    ]);
    await proxy.close();
  });

  it.each([
    [1, { type: "string" }, "$: is integer, not string"],
    [{}, { type: "object", required: ["a"] }, "$.a: is missing"],
    [{ b: 1 }, { type: "object", properties: {}, additionalProperties: false }, "$.b: is not described"],
    [[1, "x"], { type: "array", items: { type: "integer" } }, "$[1]: is string, not integer"],
    ["c", { enum: ["a"] }, "$: is none of the choices"],
    [2, { type: "number", maximum: 1 }, "$: is too large"],
    [{}, { $ref: "#/components/schemas/Nothing" }, "$: there is no schema Nothing"],
    [null, { anyOf: [{ type: "string" }, { type: "integer" }] }, "$: is null, not string"],
  ] as const)("%j is not %j", (value, schema, violation) => {
    expect(schemaViolations(value, schema, {})).toEqual([violation]);
  });
});
