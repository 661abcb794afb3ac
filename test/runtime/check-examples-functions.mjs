// The examples that are one function of their platform: bundled as they are, and called as their platform calls them, with a
// stand-in for what only the platform has.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const SECRET = "whsec_example";

/** Bundles a module, with stand-ins for some packages that it imports, and imports it. */
async function load({ project, bundle }, entry, standIns = {}) {
  const alias = {};
  for (const [name, text] of Object.entries(standIns)) {
    alias[name] = join(project, `stand-in-for-${name.replace("/", "-")}.js`);
    await writeFile(alias[name], text);
  }
  const file = join(project, "bundle.mjs");
  await writeFile(file, await bundle(project, entry, "esm", ["import"], alias));
  return import(pathToFileURL(file));
}

const signer = (project) =>
  createRequire(join(project, "package.json"))("privy-orders/testing").signedWebhook;
const shared = { forget: () => undefined, close: () => undefined };

export async function serveNext(options) {
  const { project, token, baseUrl } = options;
  Object.assign(process.env, {
    PRIVY_API_TOKEN: token,
    PRIVY_BASE_URL: baseUrl,
    STRIPE_SECRET_KEY: "sk_test_1",
    STRIPE_WEBHOOK_SECRET: SECRET,
  });
  globalThis.afterCalls = [];
  // Neither a server of Next.js nor Stripe itself is there.
  const { POST } = await load(options, 'export { POST } from "./app/api/stripe/route.ts";', {
    "next/server": "export const after = (work) => void globalThis.afterCalls.push(work());",
    stripe: `export default class {
      checkout = { sessions: { listLineItems: async (id) => ({
        data: [{ description: "Item of " + id, quantity: 2, amount_subtotal: 2935 }],
      }) } };
    }`,
  });
  return {
    ...shared,
    webhook: async (session, secret = SECRET) => POST(await signer(project)("stripe", session, { secret })),
  };
}

const session = (id, more = {}) => ({
  id,
  object: "checkout.session",
  created: 1_767_259_800,
  currency: "usd",
  amount_total: 2935,
  status: "complete",
  payment_status: "paid",
  customer_details: { email: "kim@example.com" },
  ...more,
});

export const nextCases = {
  "an order is stored with its items, and Next.js keeps the work": async ({ webhook, privy }) => {
    assert.equal((await webhook(session("cs_1"))).status, 200);
    assert.equal(privy.orders.length, 1);
    assert.equal(privy.orders[0].line_items[0].title, "Item of cs_1");
    assert.equal(globalThis.afterCalls.length, 1);
  },

  "a forged event is refused": async ({ webhook, privy }) => {
    assert.equal((await webhook(session("cs_2"), "a guess")).status, 401);
    assert.equal(privy.orders.length, 1);
  },
};

export async function serveMedusa(options) {
  Object.assign(process.env, { PRIVY_API_TOKEN: options.token, PRIVY_BASE_URL: options.baseUrl });
  const entry = 'export { default as handler, config } from "./src/subscribers/privy.ts";';
  const { handler, config } = await load(options, entry);
  const orders = new Map();
  const query = { graph: async ({ filters }) => ({ data: [orders.get(filters.id)].filter(Boolean) }) };
  const container = { resolve: (key) => (key === "query" ? query : undefined) };
  return {
    ...shared,
    config,
    orders,
    emit: (name, data) => handler({ event: { name, data }, container, pluginOptions: {} }),
  };
}

export const medusaCases = {
  "an order that was placed is stored": async ({ emit, config, orders, privy }) => {
    orders.set("order_1", {
      id: "order_1",
      status: "pending",
      email: "kim@example.com",
      currency_code: "eur",
      created_at: "2026-01-01T09:30:00Z",
      updated_at: "2026-01-01T09:30:00Z",
      total: 29.35,
      items: [],
      payment_collections: [],
      fulfillments: [],
    });
    assert.ok(config.event.includes("order.placed"));
    await emit("order.placed", { id: "order_1" });
    assert.equal(privy.orders[0].total_amount, "29.35");
  },

  "an event about something else stores nothing": async ({ emit, privy }) => {
    await emit("order.placed", { id: "order_2" });
    await emit("product.created", { id: "prod_1" });
    assert.equal(privy.orders.length, 1);
  },
};
