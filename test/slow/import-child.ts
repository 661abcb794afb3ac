// One life of an import: reads orders from a file, sends them, and notes in another file how far it has come.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { type OrderInput, PrivyClient } from "privy-orders";
import { importOrders } from "privy-orders/import";
import { fileCheckpoint } from "../../src/import/node/file-checkpoint.js";

const [baseUrl, token, orders, checkpoint, concurrency] = process.argv.slice(2);
if (baseUrl === undefined || token === undefined || orders === undefined || checkpoint === undefined) {
  throw new Error("usage: import-child <base URL> <token> <orders> <checkpoint> <concurrency>");
}

async function* read(path: string): AsyncGenerator<OrderInput> {
  for await (const line of createInterface({ input: createReadStream(path) })) yield JSON.parse(line);
}

const client = new PrivyClient({ token, baseUrl, timeoutMs: 5_000, maxAttempts: 8 });
const summary = await importOrders(client, read(orders), {
  checkpoint: fileCheckpoint(checkpoint),
  fingerprint: "orders",
  concurrency: Number(concurrency),
});
console.log(JSON.stringify(summary));
process.exit(summary.finished ? 0 : 1);
