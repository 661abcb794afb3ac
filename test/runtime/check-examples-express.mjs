// The server of examples/express-storefront as a process of its own: hooks, a Privy that is down, SIGTERM and a kill. It runs on
// a Node that has node:sqlite.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

const SECRETS = { woocommerce: "the secret of the woo shop", shopify: "the secret of the app" };

export async function serveExpress({ project, runtimes, token, baseUrl }) {
  const { signedWebhook } = createRequire(join(project, "package.json"))("privy-orders/testing");
  const start = async () => {
    const node = join(runtimes, "node24", "bin", "node");
    const child = spawn(node, ["--import", "tsx", "src/server.ts"], {
      cwd: project,
      env: {
        ...process.env,
        PORT: "0",
        QUEUE_FILE: join(project, "orders.db"),
        PRIVY_API_TOKEN: token,
        PRIVY_BASE_URL: baseUrl,
        WOOCOMMERCE_SECRET: SECRETS.woocommerce,
        SHOPIFY_SECRET: SECRETS.shopify,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let log = "";
    const ended = new Promise((done) => child.once("exit", done));
    const port = await new Promise((done, fail) => {
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (data) => {
          log += data;
          const found = /listening on (\d+)/.exec(log);
          if (found) done(found[1]);
        });
      child.once("exit", (code) => fail(new Error(`the server ended with ${code}: ${log}`)));
    });
    return { child, ended, log: () => log, url: `http://127.0.0.1:${port}` };
  };
  let server = await start();
  return {
    restart: async () => {
      server = await start();
    },
    server: () => server,
    log: () => server.log(),
    url: () => server.url,
    webhook: async (platform, order, secret = SECRETS[platform]) => {
      const request = await signedWebhook(platform, order, { secret });
      return fetch(`${server.url}/hooks/${platform}`, {
        method: "POST",
        headers: request.headers,
        body: await request.text(),
        signal: AbortSignal.timeout(30_000),
      });
    },
    forget: () => undefined,
    close: async () => {
      server.child.kill("SIGKILL");
      await server.ended;
    },
  };
}

const woo = (id, more = {}) => ({
  id,
  status: "processing",
  currency: "USD",
  date_created_gmt: "2026-01-01T09:30:00",
  date_modified_gmt: "2026-01-01T09:30:00",
  total: "29.35",
  billing: { first_name: "Kim", email: "kim@example.com", country: "US" },
  ...more,
});

const shopify = (id, more = {}) => ({
  id,
  email: "kim@example.com",
  created_at: "2026-01-01T09:30:00Z",
  updated_at: "2026-01-01T09:30:00Z",
  total_price: "10.00",
  currency: "USD",
  financial_status: "paid",
  ...more,
});

export const expressCases = {
  "orders of both shops are stored": async ({ webhook, privy, until }) => {
    assert.equal((await webhook("woocommerce", woo(1))).status, 200);
    assert.equal((await webhook("shopify", shopify(2))).status, 200);
    await until("both orders", () => privy.order(1) !== undefined && privy.order(2) !== undefined);
    assert.deepEqual([privy.order(1).total_amount, privy.order(2).total_amount], ["29.35", "10.00"]);
  },

  "the storefront answers beside them, and a forged hook gets 401": async ({ webhook, url, privy }) => {
    assert.equal(await (await fetch(`${url()}/`)).text(), "the storefront");
    const sent = privy.requests.length;
    assert.equal((await webhook("woocommerce", woo(3), "a guess")).status, 401);
    assert.equal((await webhook("shopify", woo(3))).status, 200);
    assert.equal(privy.requests.length, sent);
  },

  "Privy is down: both shops get 200, and the orders arrive when it is back": async ({
    webhook,
    privy,
    until,
  }) => {
    const recover = privy.failWhen(() => true, "reset");
    assert.equal((await webhook("woocommerce", woo(4))).status, 200);
    assert.equal((await webhook("shopify", shopify(5))).status, 200);
    recover();
    await until("both orders", () => privy.order(4) !== undefined && privy.order(5) !== undefined);
  },

  "an order that waits at SIGTERM arrives after the next start": async ({
    webhook,
    privy,
    server,
    until,
    restart,
  }) => {
    const { child, ended, log } = server();
    const response = webhook("woocommerce", woo(6));
    assert.equal((await response).status, 200);
    child.kill("SIGTERM");
    assert.equal(await ended, 0, log());
    assert.ok(!log().includes("kim@example.com"), log());
    await restart();
    await until("the order", () => privy.order(6) !== undefined);
    // By now a forged order would have been sent as well.
    assert.equal(privy.order(3), undefined);
  },

  "an order that waits when the process is killed arrives after the next start": async ({
    webhook,
    privy,
    server,
    until,
    restart,
  }) => {
    assert.equal((await webhook("shopify", shopify(7))).status, 200);
    const { child, ended } = server();
    child.kill("SIGKILL");
    await ended;
    await restart();
    await until("the order", () => privy.order(7) !== undefined);
  },
};
