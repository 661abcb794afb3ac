// The fake: upserts per second with some orders stored, and the bytes an order takes: node --expose-gc fake.mjs <channel> <stored>
import { createFakePrivy } from "privy-orders/testing";

const channel = process.argv[2];
const stored = Number(process.argv[3]);

const WARM_UP = 20_000;
const privy = createFakePrivy({ rateLimit: false });
const { token } = privy.tokens.list()[0];
const url = `${privy.baseUrl}/orders/placed`;
const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
let id = 0;
async function upsert(send) {
  id++;
  const body = `{"order_id":${id},"total":95,"currency":"USD","order_date":"2026-01-01T10:00:00Z","email":"a${id % 50_000}@example.com"}`;
  const response = await send(url, { method: "POST", headers, body });
  if (response.status !== 201) throw new Error(`status ${response.status}`);
  await response.text();
}

async function upserts(count, send) {
  for (let index = 0; index < count; index++) await upsert(send);
}

await upserts(WARM_UP, privy.fetch);
globalThis.gc();
const heapBefore = process.memoryUsage().heapUsed;
await upserts(stored, privy.fetch);
globalThis.gc();
const bytesPerOrder = stored === 0 ? undefined : (process.memoryUsage().heapUsed - heapBefore) / stored;

if (channel === "msw") await privy.listen();
const send = channel === "msw" ? globalThis.fetch : privy.fetch;
const calls = channel === "msw" ? 2000 : 40_000;
// The collections above dropped compiled code, so there is a second warm-up.
await upserts(WARM_UP, send);
const before = process.cpuUsage();
const start = performance.now();
await upserts(calls, send);
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(before);
console.log(
  JSON.stringify({
    perSecond: calls / seconds,
    perCpuSecond: (calls / (user + system)) * 1e6,
    bytesPerOrder,
  }),
);
process.exit(0);
