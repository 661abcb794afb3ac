// The function of examples/vercel-edge in Vercel's edge-runtime, behind a real server, with the two things that the platform
// adds: the environment, and the request context that `waitUntil` of @vercel/functions looks for.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import { format } from "node:util";

const SECRET = "whsec_example";
const REQUEST_CONTEXT = Symbol.for("@vercel/request-context");

export async function serveEdge({ project, runtimes, bundle, token, baseUrl }) {
  const entry = `import handler, { config } from "./api/stripe.ts";
    if (config.runtime !== "edge") throw new Error("this is not an edge function");
    addEventListener("fetch", (event) => event.respondWith(handler(event.request)));`;
  const initialCode = await bundle(project, entry, "iife", ["edge-light", "import"]);
  const { EdgeRuntime, runServer } = createRequire(join(runtimes, "package.json"))("edge-runtime");
  const handed = [];
  let log = "";
  const runtime = new EdgeRuntime({
    initialCode,
    extend: (context) => {
      const env = { PRIVY_API_TOKEN: token, PRIVY_BASE_URL: baseUrl, STRIPE_WEBHOOK_SECRET: SECRET };
      const write = (...values) => {
        log += `${format(...values)}\n`;
      };
      return Object.assign(context, {
        process: { env },
        console: { log: write, error: write, warn: write },
        [REQUEST_CONTEXT]: { get: () => ({ waitUntil: (promise) => handed.push(promise) }) },
      });
    },
  });
  const server = await runServer({ runtime, host: "127.0.0.1" });
  const signatureOf = (body, time, secret = SECRET) =>
    createHmac("sha256", secret).update(`${time}.${body}`).digest("hex");
  const post = (body, signature) =>
    fetch(server.url, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        ...(signature === undefined ? {} : { "Stripe-Signature": signature }),
      },
      body,
      signal: AbortSignal.timeout(30_000),
    });
  return {
    handed,
    log: () => log,
    post,
    signatureOf,
    /** A webhook as Stripe signs it. */
    webhook: (id, more = {}, type = "checkout.session.completed") => {
      const body = eventOf(id, more, type);
      const time = Math.floor(Date.now() / 1000);
      return post(body, `t=${time},v1=${signatureOf(body, time)},v0=00`);
    },
    forget: () => {
      handed.length = 0;
    },
    close: () => server.close(),
  };
}

let events = 0;

/** An event, each a second after the one before. */
const eventOf = (id, more, type) => {
  events += 1;
  return JSON.stringify({
    object: "event",
    type,
    created: 1_767_259_800 + events,
    data: {
      object: {
        id,
        object: "checkout.session",
        created: 1_767_259_800,
        currency: "usd",
        amount_total: 2935,
        status: "complete",
        payment_status: "paid",
        customer_details: { email: "kim@example.com" },
        ...more,
      },
    },
  });
};

/** The order that came of a session; its id is made of the session's. */
const received = (privy, count) => privy.orders.length === count;

export const edgeCases = {
  "an order is stored": async ({ webhook, privy, handed }) => {
    const response = await webhook("cs_1");
    assert.deepEqual([response.status, await response.text()], [200, "ok"]);
    assert.ok(received(privy, 1));
    assert.equal(privy.orders[0].total_amount, "29.35");
    assert.equal(handed.length, 1);
  },

  "a bad signature is refused with 401 and stores nothing": async ({ post, privy, signatureOf, handed }) => {
    const sent = privy.requests.length;
    const body = eventOf("cs_2", {}, "checkout.session.completed");
    const now = Math.floor(Date.now() / 1000);
    for (const signature of [
      undefined,
      "",
      "t=,v1=",
      `t=${now},v1=`,
      `t=${now},v1=zz`,
      `t=${now}`,
      `t=${now},v1=${signatureOf(body, now, "another secret")}`,
      `t=${now},v1=${signatureOf(`${body} `, now)}`,
      `t=${now + 1},v1=${signatureOf(body, now)}`,
      // Signed well, but long ago: overheard, and sent again.
      `t=${now - 400},v1=${signatureOf(body, now - 400)}`,
    ]) {
      assert.equal((await post(body, signature)).status, 401, signature);
    }
    assert.deepEqual([privy.requests.length, handed.length], [sent, 0]);
  },

  "of two signatures one is enough, as while a secret is replaced": async ({ post, signatureOf }) => {
    const body = eventOf("cs_1", {}, "checkout.session.completed");
    const now = Math.floor(Date.now() / 1000);
    const two = `t=${now},v1=${signatureOf(body, now, "the old one")},v1=${signatureOf(body, now)}`;
    assert.equal((await post(body, two)).status, 200);
  },

  "Privy answers 503 twice, and the order arrives anyway": async ({ webhook, privy, until }) => {
    privy.failNext("503", { times: 2 });
    const { status } = await webhook("cs_3");
    assert.ok(status === 200 || status === 503);
    await until("the order", () => received(privy, 2));
  },

  "Privy is slower than Stripe waits: Stripe is told to repeat, and does": async ({
    webhook,
    privy,
    handed,
  }) => {
    privy.failNext({ status: 503, retryAfter: 30 });
    const response = await webhook("cs_4");
    assert.deepEqual([response.status, Number(response.headers.get("Retry-After")) > 0], [503, true]);
    assert.ok(received(privy, 2));
    assert.equal(handed.length, 1);
    await handed[0];
    assert.equal((await webhook("cs_4")).status, 200);
    assert.ok(received(privy, 3));
  },

  "the same event again, and an older one that comes late, are answered and not sent": async ({
    post,
    privy,
    signatureOf,
  }) => {
    const [older, newer] = [
      eventOf("cs_4", {}, "checkout.session.completed"),
      eventOf("cs_4", {}, "checkout.session.completed"),
    ];
    const now = Math.floor(Date.now() / 1000);
    const send = (body) => post(body, `t=${now},v1=${signatureOf(body, now)}`);
    assert.equal((await send(newer)).status, 200);
    const sent = privy.requests.length;
    assert.deepEqual([(await send(newer)).status, (await send(older)).status], [200, 200]);
    assert.equal(privy.requests.length, sent);
  },

  "Privy is down: Stripe is asked to repeat, until Privy is back": async ({ webhook, privy, handed }) => {
    const recover = privy.failWhen(() => true, "reset");
    assert.equal((await webhook("cs_5")).status, 503);
    await Promise.all(handed);
    assert.ok(received(privy, 3));
    recover();
    assert.deepEqual([(await webhook("cs_5")).status, privy.orders.length], [200, 4]);
  },

  "a revoked token makes Stripe repeat": async ({ webhook, privy }) => {
    privy.failNext({ status: 401 });
    assert.equal((await webhook("cs_6")).status, 503);
  },

  "what no repetition would mend is complained of, and answered with 200": async ({
    webhook,
    privy,
    log,
  }) => {
    const sent = privy.requests.length;
    assert.equal((await webhook("cs_7", { customer_details: null })).status, 200);
    assert.match(log(), /no_contact/);
    assert.equal((await webhook("cs_7", { payment_status: "a new word" })).status, 200);
    assert.match(log(), /An order was not reported. cs_7/);
    assert.equal((await webhook("cs_7", {}, "invoice.paid")).status, 200);
    assert.equal(privy.requests.length, sent);
  },

  "the log holds neither the token nor the customer": async ({ log, token }) => {
    assert.match(log(), /An order was not reported/);
    assert.ok(!log().includes(token) && !log().includes("kim@example.com"), log());
  },
};
