// The Worker of examples/cloudflare-worker in the real workerd, with the bindings that its wrangler.jsonc names. The queue's
// broker, which workerd does not have, is a server of ours: it keeps what the Worker sends, and hands it over when told to.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import ts from "typescript";
import { startWorkerd } from "./start-workerd.mjs";

const SECRET = "the webhook's secret";

export async function serveWorker({ project, runtimes, bundle, token, baseUrl }) {
  const configFile = join(project, "wrangler.jsonc");
  const { config } = ts.parseConfigFileTextToJson(configFile, await readFile(configFile, "utf8"));
  const [producer] = config.queues.producers;
  const [consumer] = config.queues.consumers;
  assert.equal(consumer.queue, producer.queue);
  assert.equal(config.compatibility_flags, undefined, "the example does without nodejs_compat");

  const queued = [];
  const broker = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    queued.push({ body: JSON.parse(body), delaySeconds: Number(request.headers["x-msg-delay-secs"] ?? 0) });
    response.writeHead(200, { "content-type": "application/json" });
    response.end('{"metadata":{"metrics":{"backlogCount":1,"backlogBytes":1,"oldestMessageTimestamp":0}}}');
  });
  await new Promise((done) => broker.listen(0, "127.0.0.1", done));

  const conditions = ["workerd", "worker", "import"];
  const code = await bundle(project, `export { default } from "./${config.main}";`, "esm", conditions);
  await writeFile(join(project, "worker.js"), code);
  await writeFile(
    join(project, "deliver.js"),
    `export default { async fetch(request, env) {
       const messages = (await request.json()).map((message) => ({ ...message, timestamp: new Date() }));
       return Response.json(await env.WORKER.queue(${JSON.stringify(consumer.queue)}, messages));
     } };`,
  );
  const bindings = { PRIVY_API_TOKEN: token, PRIVY_BASE_URL: baseUrl, WEBHOOK_SECRET: SECRET };
  const texts = Object.entries(bindings).map(
    ([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`,
  );
  await writeFile(
    join(project, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = "${config.compatibility_date}",
      bindings = [${texts.join(", ")}, (name = "${producer.binding}", queue = "broker")],
    )),
    (name = "deliver", worker = (
      modules = [(name = "deliver.js", esModule = embed "deliver.js")],
      compatibilityDate = "${config.compatibility_date}",
      compatibilityFlags = ["service_binding_extra_handlers"],
      bindings = [(name = "WORKER", service = "worker")],
    )),
    (name = "broker", external = (address = "127.0.0.1:${broker.address().port}", http = ())),
    (name = "internet", network = (allow = ["private", "local"])),
  ],
  sockets = [
    (name = "webhooks", address = "127.0.0.1:0", http = (), service = "worker"),
    (name = "deliveries", address = "127.0.0.1:0", http = (), service = "deliver"),
  ],
);`,
  );
  const { ports, log, stop } = await startWorkerd({ project, runtimes, sockets: 2 });

  const post = (body, headers) =>
    fetch(`http://127.0.0.1:${ports.webhooks}/`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body,
      signal: AbortSignal.timeout(30_000),
    });
  const signatureOf = (body) => createHmac("sha256", SECRET).update(body).digest("base64");
  return {
    queued,
    log,
    post,
    /** A webhook as WooCommerce signs it. */
    webhook: (id, more = {}, topic = "order.created") => {
      const body = JSON.stringify(wooCommerceOrder(id, more));
      const signature = signatureOf(body);
      return post(body, { "X-WC-Webhook-Topic": topic, "X-WC-Webhook-Signature": signature });
    },
    signatureOf,
    /** Hands messages to the Worker as the queue would, and says what it decided. */
    deliver: async (...bodies) => {
      const messages = bodies.map((body, index) => ({ id: `message-${index}`, attempts: 1, body }));
      const response = await fetch(`http://127.0.0.1:${ports.deliveries}/`, {
        method: "POST",
        body: JSON.stringify(messages),
        signal: AbortSignal.timeout(120_000),
      });
      return response.json();
    },
    forget: () => {
      queued.length = 0;
    },
    close: async () => {
      stop();
      broker.closeAllConnections();
      await new Promise((done) => broker.close(done));
    },
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

export const workerCases = {
  "an order arrives after the answer, and through pauses": async ({ webhook, privy, until }) => {
    privy.failNext({ status: 503, retryAfter: 1 });
    const response = await webhook(1);
    assert.equal(response.status, 200);
    assert.equal(privy.order(1), undefined);
    await until("the order", () => privy.order(1) !== undefined);
    assert.equal(privy.order(1).total_amount, "29.35");
    assert.equal(privy.order(1).financial_status, "paid");
  },

  "a bad signature is refused with 401 and stores nothing": async ({ post, privy, signatureOf }) => {
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
    assert.equal(
      (await post(`${body} `, { ...topic, "X-WC-Webhook-Signature": signatureOf(body) })).status,
      401,
    );
    assert.equal(privy.requests.length, sent);
  },

  "Privy answers 503 twice, and the order arrives anyway": async ({ webhook, privy, queued, until }) => {
    privy.failNext("503", { times: 2 });
    assert.equal((await webhook(3)).status, 200);
    await until("the order", () => privy.order(3) !== undefined);
    assert.deepEqual(queued, []);
  },

  "Privy is down: the order waits in the queue until Privy is back": async ({
    webhook,
    privy,
    queued,
    deliver,
    until,
  }) => {
    const recover = privy.failWhen(() => true, "reset");
    assert.equal((await webhook(4)).status, 200);
    await until("the queueing", () => queued.length === 1);
    const [{ body, delaySeconds }] = queued;
    assert.equal(delaySeconds, 60);
    assert.equal(body.order_id, 4);

    const put = await deliver(body);
    assert.deepEqual(put.retryMessages, [{ msgId: "message-0", delaySeconds: 60 }]);
    assert.equal(privy.order(4), undefined);
    recover();
    const taken = await deliver(body);
    assert.deepEqual([taken.outcome, taken.retryMessages, taken.explicitAcks], ["ok", [], ["message-0"]]);
    assert.equal(privy.order(4).financial_status, "paid");
  },

  "Privy says when to come back, and the queue keeps to it": async ({
    webhook,
    privy,
    queued,
    deliver,
    until,
  }) => {
    privy.failNext({ status: 503, retryAfter: 600 });
    await webhook(5);
    await until("the queueing", () => queued.length === 1);
    assert.ok(queued[0].delaySeconds >= 599 && queued[0].delaySeconds <= 600, `${queued[0].delaySeconds}`);
    // Of a batch, what fails waits again, and the rest is done.
    privy.failWhen(({ body }) => String(body.order_id) === "5", { status: 503, retryAfter: 90_000 });
    const { retryMessages, explicitAcks } = await deliver(queued[0].body, { ...queued[0].body, order_id: 6 });
    assert.deepEqual(retryMessages, [{ msgId: "message-0", delaySeconds: 43_200 }]);
    assert.deepEqual(explicitAcks, ["message-1"]);
    assert.notEqual(privy.order(6), undefined);
  },

  "a revoked token keeps orders in the queue": async ({ webhook, privy, queued, until }) => {
    privy.failNext({ status: 401 });
    await webhook(7);
    await until("the queueing", () => queued.length === 1);
    assert.equal(queued[0].body.order_id, 7);
  },

  "an order that cannot be told is complained of, and not repeated": async ({
    webhook,
    privy,
    queued,
    log,
    until,
  }) => {
    assert.equal((await webhook(8, { status: "on its way" })).status, 200);
    assert.equal((await webhook(9, { billing: {} })).status, 200);
    await until("the complaint", () => log().includes("An order was not reported."));
    await until("the skipped one", () => log().includes("no_contact"));
    assert.match(log(), /status: is a status that this version does not know/);
    assert.deepEqual(queued, []);
    assert.equal(privy.order(8), undefined);
  },

  "many webhooks at once, some of one order, all arrive": async ({ webhook, privy, queued, until }) => {
    const ids = [10, 10, 10, 11, 12, 13, 14, 15];
    // Each a state of its own: the same state again would not be sent.
    const answers = await Promise.all(ids.map((id, index) => webhook(id, { customer_note: `${index}` })));
    assert.deepEqual(
      answers.map(({ status }) => status),
      ids.map(() => 200),
    );
    await until("the orders", () => ids.every((id) => privy.order(id) !== undefined));
    const reports = () => privy.requests.filter(({ body }) => String(body.order_id) === "10");
    await until("three reports of one order", () => reports().length === 3);
    assert.deepEqual(queued, []);
  },

  "what is no order is answered and left alone": async ({ webhook, post, privy }) => {
    const sent = privy.requests.length;
    assert.equal((await post("webhook_id=12", {})).status, 200);
    assert.equal((await webhook(16, {}, "order.deleted")).status, 200);
    assert.equal((await webhook(16, {}, "coupon.created")).status, 200);
    assert.equal(privy.requests.length, sent);
  },

  "the log holds neither the token nor the customer": async ({ log, token }) => {
    assert.match(log(), /An order was not reported/);
    assert.ok(!log().includes(token) && !log().includes("kim@example.com"), log());
  },
};
