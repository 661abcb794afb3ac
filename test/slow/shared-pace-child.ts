// A process that sends orders as fast as the shared budget lets it, until it is ended. Started by shared-pace.ts.
import { Redis } from "ioredis";
import pg from "pg";
import { PrivyClient } from "privy-orders";
import { redisRateStore } from "privy-orders/bullmq";
import { postgresRateStore } from "privy-orders/pg-boss";
import { createStoreBudget } from "../../src/http/rate/shared/store-budget.js";

const [kind = "", storePort = "", serverPort = "", windowMs = "", maxShare = "", first = ""] =
  process.argv.slice(2);

function openStore() {
  const at = { host: "127.0.0.1", port: Number(storePort) };
  if (kind === "redis") return redisRateStore({ redis: new Redis(at), account: "pace" });
  const pool = new pg.Pool({ ...at, user: "postgres", database: "postgres", max: 4 });
  pool.on("error", () => undefined);
  return postgresRateStore({ query: (text, values) => pool.query(text, values), account: "pace" });
}

const rules = [{ name: "minute", windowMs: Number(windowMs), waitable: true }] as const;
const rateBudget = createStoreBudget(rules, { store: openStore(), maxShare: Number(maxShare) });
const client = new PrivyClient({
  token: "privy_test",
  baseUrl: `http://127.0.0.1:${serverPort}/v1`,
  rateBudget,
  maxAttempts: 1,
  observer: { onWarning: ({ code }) => process.stdout.write(`${code}\n`) },
});

let id = Number(first);
async function sendOn(): Promise<void> {
  for (;;) {
    id += 1;
    const order = {
      order_id: id,
      email: "ada@example.com",
      total: 1,
      currency: "USD",
      order_date: "2026-01-01T00:00:00Z",
    };
    await client.orders.upsert(order).catch((error: unknown) => {
      process.stdout.write(`${error instanceof Error ? error.name : "error"}\n`);
    });
  }
}
for (let line = 0; line < 8; line += 1) void sendOn();
