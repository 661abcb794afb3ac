// A Cloudflare Worker that imports past orders by cron, a little each time: a Worker may not run for days, but its
// checkpoint in KV outlives it. Deploy the default export with `[triggers] crons = ["*/5 * * * *"]`; below it runs in Node.
import { type FetchLike, type OrderInput, PrivyClient } from "privy-orders";
import { importOrders, type KeyValueStore, keyValueCheckpoint } from "privy-orders/import";
import { createFakePrivy } from "privy-orders/testing";

interface Env {
  readonly PRIVY_API_TOKEN: string;
  /** A KV namespace. */
  readonly CHECKPOINTS: KeyValueStore;
  /** Only for this example: where Privy is. */
  readonly fetch?: FetchLike;
}

/** In a real Worker: rows of D1, or lines of a file in R2 (see readNdjson). The same ones in the same order each time. */
async function* pastOrders(): AsyncGenerator<OrderInput> {
  for (let id = 1; id <= 12; id += 1) {
    yield {
      order_id: id,
      email: `buyer${id}@example.com`,
      total: 25,
      currency: "GBP",
      order_date: "2025-06-01T00:00:00Z",
    };
  }
}

const worker = {
  async scheduled(_event: unknown, env: Env): Promise<void> {
    const client = new PrivyClient({ token: env.PRIVY_API_TOKEN, fetch: env.fetch });
    const run = importOrders(client, pastOrders(), {
      checkpoint: keyValueCheckpoint({
        store: env.CHECKPOINTS,
        key: "import-2025",
        // Only for this example, whose store is quicker than Workers KV: leave it out there.
        minIntervalMs: 100,
      }),
      fingerprint: "orders of 2025",
      // Ends this run well before the Worker's own time does; the next one goes on.
      signal: AbortSignal.timeout(250),
    });
    const { done, finished, stopReason } = await run;
    console.log(`${done} orders brought${finished ? ", all done" : `, more to come (${stopReason})`}`);
  },
};
export default worker;

// From here on: what the platform does.
const token = `privy_${"0".repeat(40)}`;
const privy = createFakePrivy({ tokens: [token] });
const kept = new Map<string, string>();
const CHECKPOINTS: KeyValueStore = {
  get: async (key) => kept.get(key),
  put: async (key, value) => void kept.set(key, value),
};
for (let run = 1; run <= 10 && privy.orders.length < 12; run += 1) {
  await worker.scheduled({}, { PRIVY_API_TOKEN: token, CHECKPOINTS, fetch: privy.fetch });
}
console.log(`Privy has ${privy.orders.length} orders`);
if (privy.orders.length !== 12) process.exitCode = 1;
