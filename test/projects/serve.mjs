// Starts a Next app that has been built, asks its routes beside a fake Privy on loopback, and leaves what they have tried as one
// proof. KEEPS_RESPONSES: this version of Next.js answers a GET from its cache by default.
import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { PrivyClient } from "privy-orders";
import { createFakePrivy, systemClock } from "privy-orders/testing";
import { serveFakePrivy } from "privy-orders/testing/server";

const START_TIMEOUT_MS = 60_000;
const SECRET = "the secret of this shop";

const privy = createFakePrivy({ clock: systemClock });
const api = await serveFakePrivy(privy);
const { token } = privy.tokens.list()[0];
const client = new PrivyClient({ token, baseUrl: api.baseUrl });

const port = await new Promise((settle) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port: free } = probe.address();
    probe.close(() => settle(free));
  });
});
const args = ["node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", String(port)];
const env = {
  ...process.env,
  PRIVY_BASE_URL: api.baseUrl,
  PRIVY_API_TOKEN: token,
  WOOCOMMERCE_SECRET: SECRET,
};
const app = spawn(process.execPath, args, { stdio: "inherit", env });

/** Asks until the app has started. */
async function ask(path, init) {
  for (const end = Date.now() + START_TIMEOUT_MS; ; await sleep(100)) {
    try {
      return await fetch(`http://127.0.0.1:${port}${path}`, init);
    } catch (error) {
      if (error.cause?.code !== "ECONNREFUSED" || Date.now() > end) throw error;
    }
  }
}

async function read(path) {
  const response = await ask(path);
  if (response.status !== 200) throw new Error(`${path} responded with ${response.status}`);
  return response.json();
}

/** A contact that has changed is read as it is now, also where Next.js keeps the responses of a plain fetch. */
async function readAContactAfresh() {
  const { contact } = await client.contacts.create({ email: "kim@example.com", first_name: "Kim" });
  const before = await read(`/api/contact?id=${contact.id}`);
  if (before.ours !== "Kim" || before.plain !== "Kim") throw new Error(`read ${JSON.stringify(before)}`);
  await client.contacts.update(contact.id, { first_name: "Zoë" });
  const { ours, plain } = await read(`/api/contact?id=${contact.id}`);
  if (ours !== "Zoë") throw new Error(`contacts.get gave ${ours}, which is an old state`);
  const isKept = plain === "Kim";
  if (isKept !== (process.env.KEEPS_RESPONSES === "true"))
    throw new Error(
      `a plain fetch ${isKept ? "is" : "is not"} served from a cache: this test proves nothing`,
    );
}

/** A hook is delivered, a forged one is not, and where a body parser was first the app reports what to do. */
async function takeHooks(path, id) {
  const body = JSON.stringify({
    id,
    status: "processing",
    currency: "USD",
    date_created_gmt: "2026-01-01T09:30:00",
    date_modified_gmt: "2026-01-01T09:30:00",
    total: "29.35",
    billing: { first_name: "Zoë", email: "kim@example.com", country: "US" },
  });
  const post = (signed) =>
    ask(path, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-WC-Webhook-Topic": "order.created",
        "X-WC-Webhook-Signature": createHmac("sha256", SECRET).update(signed).digest("base64"),
      },
      body,
    });
  const statuses = [(await post(`${body} `)).status, privy.order(id)?.order_id, (await post(body)).status];
  if (`${statuses}` !== "401,,200" || privy.order(id)?.total_amount !== "29.35")
    throw new Error(`${path} responded with ${statuses}`);
}

async function refuseAParsedBody() {
  const response = await ask("/api/parsed-hooks", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: "{}",
  });
  const text = await response.text();
  if (response.status !== 500 || !text.includes("bodyParser: false"))
    throw new Error(`after a body parser it responds with ${response.status}: ${text}`);
}

try {
  const [node, edge] = [await read("/api/node"), await read("/api/edge")];
  const order = [node, edge].find((tried) => tried.order !== "sent")?.order ?? "sent";
  await readAContactAfresh();
  await takeHooks("/api/hooks", 41);
  await takeHooks("/api/page-hooks", 42);
  await refuseAParsedBody();
  if (edge.queue !== "this runtime cannot load bullmq")
    throw new Error(`a queue in the edge runtime: ${edge.queue}`);
  const loads = { ...node.loads, ...edge.loads };
  writeFileSync(process.env.PROOF, JSON.stringify({ loads, order, queue: node.queue }));
} finally {
  app.kill();
  await api.close();
}
