// One life of an import: reads orders from a file, sends them, and notes in another file how far it has come.
import { PrivyClient } from "privy-orders";
import { importOrders } from "privy-orders/import";
import { fileCheckpoint } from "../../src/import/node/file-checkpoint.js";
import { openOrderFile } from "../../src/import/node/open-order-file.js";

const [baseUrl, token, orders, checkpoint, concurrency] = process.argv.slice(2);
if (baseUrl === undefined || token === undefined || orders === undefined || checkpoint === undefined) {
  throw new Error("usage: import-child <base URL> <token> <orders> <checkpoint> <concurrency>");
}

const columns = {
  order_id: "order_id",
  email: "email",
  total: "total",
  currency: "currency",
  order_date: "order_date",
} as const;
const client = new PrivyClient({ token, baseUrl, timeoutMs: 5_000, maxAttempts: 8 });
const source = await openOrderFile(orders, orders.endsWith(".csv") ? { columns } : {});
const summary = await importOrders(client, source, {
  checkpoint: fileCheckpoint(checkpoint),
  concurrency: Number(concurrency),
});
console.log(JSON.stringify(summary));
process.exit(summary.finished ? 0 : 1);
