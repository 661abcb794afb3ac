// The shop takes orders, is killed before it has sent one, and is started again: every order arrives. Nothing leaves this
// machine: Privy is a fake that is served on loopback.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createFakePrivy, signedWebhook } from "privy-orders/testing";
import { serveFakePrivy } from "privy-orders/testing/server";

const secret = "the secret of the woo shop";
const folder = await mkdtemp(join(tmpdir(), "privy-orders-example-"));
const privy = createFakePrivy({ rateLimit: false });
const { token } = privy.tokens.create();
const api = await serveFakePrivy(privy);

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
// In this repository the command line runs from its source; in a store it is node_modules/.bin/privy-orders.
const source = path("../../src/cli/main.ts");
const cli = existsSync(source) ? source : path("node_modules/privy-orders/dist/cli.js");

const children: ChildProcess[] = [];

function run(...args: string[]): ChildProcess {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--disable-warning=ExperimentalWarning", ...args],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        PRIVY_API_TOKEN: token,
        PRIVY_BASE_URL: api.baseUrl,
        QUEUE_FILE: join(folder, "orders.db"),
        WOOCOMMERCE_SECRET: secret,
      },
    },
  );
  children.push(child);
  return child;
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => child.once("close", () => resolve()));

/** Prints what a process writes, and hands each line on. */
function follow(child: ChildProcess, onLine: (line: string) => void = () => undefined): void {
  if (child.stdout === null) return;
  createInterface({ input: child.stdout }).on("line", (line) => {
    console.log(`    ${line}`);
    onLine(line);
  });
}

let delivered = 0;

async function startShop(): Promise<{ child: ChildProcess; url: string }> {
  const child = run(path("shop.ts"));
  const port = await new Promise((resolve, reject) => {
    follow(child, (line) => {
      if (line.includes("was delivered")) delivered += 1;
      const found = /^listening on (\d+)$/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once("close", () => reject(new Error("the shop did not start")));
  });
  return { child, url: `http://127.0.0.1:${port}/` };
}

async function queueStatus(): Promise<void> {
  console.log("\n$ privy-orders queue status --queue privy-queue.ts");
  const child = run(cli, "queue", "status", "--queue", path("privy-queue.ts"));
  follow(child);
  await ended(child);
}

const sample = JSON.parse(readFileSync(path("../data/woocommerce-order.json"), "utf8"));

async function hook(url: string, order: object): Promise<void> {
  const response = await fetch(await signedWebhook("woocommerce", order, { secret, url }));
  console.log(`  the shop's response to WooCommerce: ${response.status}`);
}

try {
  console.log("The shop starts, and takes three orders, one of them in two states.");
  const first = await startShop();
  for (const id of [1001, 1002, 1003]) await hook(first.url, { ...sample, id });
  await hook(first.url, { ...sample, id: 1003, status: "completed" });

  first.child.kill("SIGKILL");
  await ended(first.child);
  console.log(`\nThe shop was killed. Orders at Privy: ${privy.orders.length}.`);
  await queueStatus();

  console.log("\nThe shop starts again.");
  const second = await startShop();
  // A delivery that was under way at the kill is repeated when its lease has ended.
  for (const end = Date.now() + 110_000; delivered < 3 && Date.now() < end; ) await sleep(50);
  const states = privy.orders.map(({ order_id, fulfillment_status }) => `${order_id} ${fulfillment_status}`);
  console.log(`\nOrders at Privy: ${states.join(", ")}, by ${privy.requests.length} requests.`);

  console.log("\nThe shop is asked to stop (SIGTERM).");
  second.child.kill("SIGTERM");
  await ended(second.child);
  await queueStatus();
  if (privy.orders.length !== 3) process.exitCode = 1;
} finally {
  for (const child of children) child.kill("SIGKILL");
  await api.close();
  await rm(folder, { recursive: true, force: true });
}
