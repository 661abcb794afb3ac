// The Worker of examples/cloudflare-worker in the real workerd, with the bindings that its wrangler.jsonc names: its Durable
// Object keeps its orders on the disk, and workerd is killed and started again on it.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import ts from "typescript";
import { startWorkerd } from "./start-workerd.mjs";

const SECRET = "the webhook's secret";

export async function serveWorker({ project, runtimes, bundle, token, baseUrl }) {
  const configFile = join(project, "wrangler.jsonc");
  const { config } = ts.parseConfigFileTextToJson(configFile, await readFile(configFile, "utf8"));
  const [{ name, class_name: className }] = config.durable_objects.bindings;
  assert.deepEqual(config.migrations, [{ tag: "v1", new_sqlite_classes: [className] }]);
  assert.equal(config.compatibility_flags, undefined, "the example does without nodejs_compat");

  const conditions = ["workerd", "worker", "import"];
  const entry = `export { default, ${className} } from "./${config.main}";`;
  await writeFile(join(project, "worker.js"), await bundle(project, entry, "esm", conditions));
  const objects = join(project, "objects");
  await mkdir(objects);
  const bindings = { PRIVY_API_TOKEN: token, PRIVY_BASE_URL: baseUrl, WEBHOOK_SECRET: SECRET };
  const texts = Object.entries(bindings).map(
    ([binding, text]) => `(name = "${binding}", text = ${JSON.stringify(text)})`,
  );
  await writeFile(
    join(project, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = "${config.compatibility_date}",
      bindings = [${texts.join(", ")}, (name = "${name}", durableObjectNamespace = "${className}")],
      durableObjectNamespaces = [(className = "${className}", uniqueKey = "outbox", enableSql = true)],
      durableObjectStorage = (localDisk = "objects"),
    )),
    (name = "objects", disk = (path = ${JSON.stringify(objects)}, writable = true)),
    (name = "internet", network = (allow = ["private", "local"])),
  ],
  sockets = [(name = "webhooks", address = "127.0.0.1:0", http = (), service = "worker")],
);`,
  );
  const start = () => startWorkerd({ project, runtimes, sockets: 1 });
  let workerd = await start();
  let earlier = "";

  const post = (body, headers) =>
    fetch(`http://127.0.0.1:${workerd.ports.webhooks}/`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body,
      signal: AbortSignal.timeout(30_000),
    });
  const signatureOf = (body) => createHmac("sha256", SECRET).update(body).digest("base64");
  return {
    log: () => earlier + workerd.log(),
    post,
    /** A webhook as WooCommerce signs it. */
    webhook: (id, more = {}, topic = "order.created") => {
      const body = JSON.stringify(wooCommerceOrder(id, more));
      const signature = signatureOf(body);
      return post(body, { "X-WC-Webhook-Topic": topic, "X-WC-Webhook-Signature": signature });
    },
    signatureOf,
    /** The machine dies, and another one takes its disk. */
    kill: () => workerd.kill(),
    revive: async () => {
      earlier += workerd.log();
      workerd = await start();
    },
    forget: () => undefined,
    close: () => workerd.kill(),
  };
}

const wooCommerceOrder = (id, more) => ({
  id,
  status: "processing",
  currency: "USD",
  date_created_gmt: "2026-01-01T09:30:00",
  total: "29.35",
  customer_id: 0,
  billing: { first_name: "Kim", email: "kim@example.com", country: "US" },
  line_items: [{ name: "Mug", product_id: 93, variation_id: 0, quantity: 2, sku: "", price: 10 }],
  ...more,
});

/** A moment longer than the outbox waits for further states of an order. */
const AFTER_LINGER_MS = 3_000;

export const workerCases = {
  "an order arrives after the response": async ({ webhook, privy, until }) => {
    assert.equal((await webhook(1)).status, 200);
    assert.equal(privy.order(1), undefined);
    await until("the order", () => privy.order(1) !== undefined);
    assert.equal(privy.order(1).total_amount, "29.35");
    assert.equal(privy.order(1).financial_status, "paid");
  },

  "a bad signature is refused with 401 and keeps nothing": async ({ post, privy, signatureOf }) => {
    const sent = privy.requests.length;
    const body = JSON.stringify(wooCommerceOrder(2, {}));
    const topic = { "X-WC-Webhook-Topic": "order.created" };
    for (const signature of [
      undefined,
      "",
      "no base64!",
      signatureOf(`${body} `),
      signatureOf(body).slice(4),
    ]) {
      const headers = signature === undefined ? topic : { ...topic, "X-WC-Webhook-Signature": signature };
      assert.equal((await post(body, headers)).status, 401);
    }
    await sleep(AFTER_LINGER_MS);
    assert.equal(privy.requests.length, sent);
  },

  "Privy is down, and the order arrives when it is back": async ({ webhook, privy, until }) => {
    privy.failNext("503", { times: 2 });
    assert.equal((await webhook(3)).status, 200);
    await until("the order", () => privy.order(3) !== undefined);
    assert.equal(privy.requests.filter(({ body }) => String(body.order_id) === "3").length, 3);
  },

  "killed in an outage, the Worker delivers what it had accepted once it is started again": async ({
    webhook,
    privy,
    kill,
    revive,
    until,
  }) => {
    const ids = [41, 42, 43, 44, 45, 46];
    const recover = privy.failWhen(() => true, "reset");
    for (const id of ids) assert.equal((await webhook(id)).status, 200);
    await kill();
    assert.ok(ids.every((id) => privy.order(id) === undefined));
    recover();
    await revive();
    await until("the orders", () => ids.every((id) => privy.order(id) !== undefined));
  },

  "killed as soon as it has responded, it has lost nothing, and the newest state stands": async ({
    webhook,
    privy,
    kill,
    revive,
    until,
  }) => {
    for (let round = 1; round <= 3; round += 1) {
      const id = 50 + round;
      assert.equal((await webhook(id, { status: "pending" })).status, 200);
      assert.equal((await webhook(id, { customer_note: "paid by now" }, "order.updated")).status, 200);
      await kill();
      await revive();
      await until("the order", () => privy.order(id) !== undefined);
      assert.equal(privy.order(id).financial_status, "paid");
    }
  },

  "an order that cannot be mapped is reported, and not kept": async ({ webhook, privy, log, until }) => {
    assert.equal((await webhook(8, { status: "on its way" })).status, 200);
    assert.equal((await webhook(9, { billing: {} })).status, 200);
    await until("the report", () => log().includes("An order was not kept."));
    await until("the skipped one", () => log().includes("no_contact"));
    assert.match(log(), /status: is a status that this version does not know/);
    assert.equal(privy.order(8), undefined);
  },

  "many webhooks at once, some of one order, all arrive, and those of one order as one": async ({
    webhook,
    privy,
    until,
  }) => {
    const ids = [10, 10, 10, 11, 12, 13, 14, 15];
    // Each a state of its own: the same state again would not be sent.
    const responses = await Promise.all(ids.map((id, index) => webhook(id, { customer_note: `${index}` })));
    assert.deepEqual(
      responses.map(({ status }) => status),
      ids.map(() => 200),
    );
    await until("the orders", () => ids.every((id) => privy.order(id) !== undefined));
    assert.equal(privy.requests.filter(({ body }) => String(body.order_id) === "10").length, 1);
  },

  "what is no order gets a success and is left alone": async ({ webhook, post, privy }) => {
    const sent = privy.requests.length;
    assert.equal((await post("webhook_id=12", {})).status, 200);
    assert.equal((await webhook(16, {}, "order.deleted")).status, 200);
    assert.equal((await webhook(16, {}, "coupon.created")).status, 200);
    await sleep(AFTER_LINGER_MS);
    assert.equal(privy.requests.length, sent);
  },

  "a revoked token holds the account, and keeps the order": async ({ webhook, privy, log, until }) => {
    privy.failWhen(({ body }) => String(body.order_id) === "7", { status: 401 });
    assert.equal((await webhook(7)).status, 200);
    await until("the hold", () => log().includes("credentials"));
    assert.equal(privy.order(7), undefined);
  },

  "the log holds neither the token nor the customer": async ({ log, token }) => {
    assert.match(log(), /An order was not kept/);
    assert.ok(!log().includes(token) && !log().includes("kim@example.com"), log());
  },
};
