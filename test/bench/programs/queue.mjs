// An engine's speed and memory with so many orders waiting: node --expose-gc queue.mjs <engine> <orders> <settings as JSON>. Sends
// its figures to its parent.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const AT_ONCE = 16;
const WARM_UP = 100;
/** So many orders are delivered for the speed of taking, at most: half a minute on PostgreSQL. */
const TAKEN = 2_000;
const LONGEST_MS = 900_000;

const [engine, orders, given] = process.argv.slice(2);
const count = Number(orders);
const settings = JSON.parse(given);
// A server that does not respond must not keep the whole measurement.
setTimeout(() => process.exit(3), LONGEST_MS).unref();

const sizeOfFolder = (folder) =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

/** Each opens a queue, and gives what its store holds. Bytes. */
const engines = {
  async memory() {
    const { createMemoryQueue } = await import("privy-orders/testing");
    return { queue: createMemoryQueue(), storeBytes: async () => undefined, end: async () => undefined };
  },
  async sqlite({ folder }) {
    const { createSqliteQueue } = await import("privy-orders/sqlite");
    const { default: Database } = await import("libsql");
    const queue = createSqliteQueue({ file: join(folder, "queue.db"), database: Database });
    return { queue, storeBytes: async () => sizeOfFolder(folder), end: async () => undefined };
  },
  async bullmq({ port }) {
    const { createBullMqQueue } = await import("privy-orders/bullmq");
    const { Redis } = await import("ioredis");
    const connection = { host: "127.0.0.1", port };
    const redis = new Redis(connection);
    return {
      queue: await createBullMqQueue({ connection }),
      storeBytes: async () => Number(/used_memory:(\d+)/.exec(await redis.info("memory"))?.[1]),
      end: async () => redis.disconnect(),
    };
  },
  async "pg-boss"({ port }) {
    const { createPgBossQueue } = await import("privy-orders/pg-boss");
    const { PgBoss } = await import("pg-boss");
    const boss = new PgBoss(`postgres://postgres@127.0.0.1:${port}/postgres`);
    boss.on("error", () => undefined);
    await boss.start();
    return {
      queue: await createPgBossQueue({ boss }),
      async storeBytes() {
        const { rows } = await boss.getDb().executeSql("select pg_database_size('postgres') as bytes");
        return Number(rows[0].bytes);
      },
      end: () => boss.stop({ graceful: false }),
    };
  },
};

const orderOf = (id) => ({
  order_id: id,
  total: 95,
  currency: "USD",
  order_date: "2026-01-01T10:00:00Z",
  email: `buyer${id}@example.com`,
  phone: "+14155550123",
  line_items: [{ product_id: "beans", title: "Coffee beans", quantity: 1, price: 95 }],
});

const { queue, storeBytes, end } = await engines[engine](settings);
let next = 1;
async function enqueueUntil(last) {
  const lane = async () => {
    while (next <= last) await queue.enqueue(orderOf(next++));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

const warmUp = Math.min(WARM_UP, Math.floor(count / 2));
await enqueueUntil(warmUp);
globalThis.gc();
const before = { rss: process.memoryUsage.rss(), store: await storeBytes() };
let start = performance.now();
await enqueueUntil(count);
const enqueuedPerSecond = ((count - warmUp) / (performance.now() - start)) * 1000;
globalThis.gc();
const rss = process.memoryUsage.rss();
const store = await storeBytes();

const wanted = Math.min(TAKEN, Math.floor(count / 4));
let delivered = 0;
const done = new Promise((resolve) => {
  const client = {
    orders: {
      upsert: async () => {
        delivered += 1;
        // The first ones open connections.
        if (delivered === AT_ONCE) start = performance.now();
        if (delivered === AT_ONCE + wanted) resolve(performance.now() - start);
        return { outcome: "created" };
      },
    },
  };
  queue.work({ client, concurrency: AT_ONCE, lingerMs: 0 });
});
const takenPerSecond = (wanted / (await done)) * 1000;
const perOrder = (bytes) => (bytes === undefined ? undefined : bytes / (count - warmUp));
process.send({
  node: process.version,
  enqueuedPerSecond,
  takenPerSecond,
  rssMegabytes: rss / 1e6,
  rssBeyondStartMegabytes: (rss - before.rss) / 1e6,
  storeBytesPerOrder: perOrder(store === undefined ? undefined : store - before.store),
});
await queue.close();
await end();
process.exit(0);
