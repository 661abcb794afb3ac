// The Worker of examples/hono-worker in the real workerd. The KV namespace, which workerd does not have, is a server of ours that
// keeps what the Worker puts.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import ts from "typescript";
import { startWorkerd } from "./start-workerd.mjs";

const SECRET = "the webhook's secret";

/** A namespace of KV by the requests that a Worker's binding sends: GET and PUT, the key as the path. */
async function serveKeyValue(kept) {
  const server = createServer(async (request, response) => {
    const key = decodeURIComponent(new URL(request.url, "http://kv").pathname.slice(1));
    let body = "";
    for await (const chunk of request) body += chunk;
    if (request.method === "PUT") kept.set(key, body);
    const found = request.method === "GET" && kept.has(key);
    response.writeHead(found || request.method === "PUT" ? 200 : 404);
    response.end(found ? kept.get(key) : undefined);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

export async function serveHono({ project, runtimes, bundle, token, baseUrl }) {
  const configFile = join(project, "wrangler.jsonc");
  const { config } = ts.parseConfigFileTextToJson(configFile, await readFile(configFile, "utf8"));
  assert.equal(config.compatibility_flags, undefined, "the example does without nodejs_compat");
  const [{ binding }] = config.kv_namespaces;
  const kept = new Map();
  const store = await serveKeyValue(kept);
  const conditions = ["workerd", "worker", "import"];
  const code = await bundle(project, `export { default } from "./${config.main}";`, "esm", conditions);
  await writeFile(join(project, "worker.js"), code);
  const texts = Object.entries({
    PRIVY_API_TOKEN: token,
    PRIVY_BASE_URL: baseUrl,
    SHOPIFY_SECRET: SECRET,
  }).map(([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`);
  await writeFile(
    join(project, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = "${config.compatibility_date}",
      bindings = [${texts.join(", ")}, (name = "${binding}", kvNamespace = "kv")],
    )),
    (name = "kv", external = (address = "127.0.0.1:${store.address().port}", http = ())),
    (name = "internet", network = (allow = ["private", "local"])),
  ],
  sockets = [(name = "webhooks", address = "127.0.0.1:0", http = (), service = "worker")],
);`,
  );
  const { ports, log, stop } = await startWorkerd({ project, runtimes, sockets: 1 });
  const { signedWebhook } = createRequire(join(project, "package.json"))("privy-orders/testing");
  return {
    kept,
    log,
    webhook: async (order, secret = SECRET) => {
      const url = `http://127.0.0.1:${ports.webhooks}/hooks/shopify`;
      return fetch(await signedWebhook("shopify", order, { secret, url }), {
        signal: AbortSignal.timeout(30_000),
      });
    },
    forget: () => undefined,
    close: async () => {
      stop();
      store.closeAllConnections();
      await new Promise((done) => store.close(done));
    },
  };
}

const shopifyOrder = (id, more = {}) => ({
  id,
  email: "kim@example.com",
  created_at: "2026-01-01T09:30:00Z",
  updated_at: "2026-01-01T09:30:00Z",
  total_price: "10.00",
  currency: "USD",
  financial_status: "paid",
  ...more,
});

export const honoCases = {
  "an order is stored, and remembered for other isolates": async ({ webhook, privy, kept }) => {
    assert.equal((await webhook(shopifyOrder(1))).status, 200);
    assert.equal(privy.order(1).financial_status, "paid");
    assert.deepEqual([...kept.keys()], ["shopify:1"]);
  },

  "another isolate knows what was delivered": async ({ webhook, privy, kept }) => {
    kept.set("shopify:5", `${Date.parse("2026-01-02T00:00:00Z")} `);
    assert.equal((await webhook(shopifyOrder(5))).status, 200);
    assert.equal(privy.order(5), undefined);
  },

  "a state that comes late is answered and not sent, a forged one is refused": async ({ webhook, privy }) => {
    const older = shopifyOrder(1, { updated_at: "2026-01-01T08:00:00Z", financial_status: "pending" });
    assert.equal((await webhook(older)).status, 200);
    assert.equal(privy.order(1).financial_status, "paid");
    assert.equal((await webhook(shopifyOrder(2), "a guess")).status, 401);
    assert.equal(privy.order(2), undefined);
  },

  "Privy is down: Shopify is asked to repeat": async ({ webhook, privy }) => {
    const recover = privy.failWhen(() => true, "reset");
    assert.equal((await webhook(shopifyOrder(3))).status, 503);
    recover();
    assert.equal((await webhook(shopifyOrder(3))).status, 200);
    assert.notEqual(privy.order(3), undefined);
  },

  "the log holds neither the token nor the customer": async ({ webhook, log, token, until }) => {
    assert.equal((await webhook(shopifyOrder(6, { financial_status: "as you like" }))).status, 200);
    await until("the complaint", () => log().includes("An order was not reported."));
    assert.ok(!log().includes(token) && !log().includes("kim@example.com"), log());
  },
};
