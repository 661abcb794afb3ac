// What the script beside it bundles and runs: an import of a generated file, with a Privy that answers at once.
import { createReadStream } from "node:fs";
import { type FetchLike, PrivyClient } from "privy-orders";
import { importOrders, memoryCheckpoint } from "privy-orders/import";
import { readNdjson } from "../../src/import/readers/json/read-ndjson.js";

const [path = "", records = "0"] = process.argv.slice(2);
const total = Number(records);
const headers = { "content-type": "application/json" };
// A new Response each time, as a real fetch gives, about the order that was sent.
const fetch: FetchLike = async (_, init) => {
  const orderId = /"order_id":"?(\d+)/.exec(String(init?.body))?.[1];
  return new Response(`{"data":{"order_id":${orderId}}}`, { status: 201, headers });
};
const client = new PrivyClient({ token: "bench", fetch });
const step = Math.max(1, Math.floor(total / 20));
const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);
const curve: { done: number; rssMb: number; heapMb: number; perSecond: number }[] = [];
let lastAt = performance.now();
let next = step;
const summary = await importOrders(
  client,
  readNdjson(() => createReadStream(path), { fingerprint: "bench", total }),
  {
    concurrency: 8,
    checkpoint: memoryCheckpoint(),
    onProgress({ done }) {
      if (done < next) return;
      const now = performance.now();
      const { rss, heapUsed } = process.memoryUsage();
      curve.push({
        done,
        rssMb: megabytes(rss),
        heapMb: megabytes(heapUsed),
        perSecond: Math.round((step * 1000) / (now - lastAt)),
      });
      lastAt = now;
      next += step;
    },
  },
);
console.log(
  JSON.stringify({ done: summary.done, created: summary.created, finished: summary.finished, curve }),
);
