// The fake: upserts per second, with none, 10,000 and 1,000,000 orders stored, and what an order takes. Prints JSON.
const channel = process.argv[2];
const stored = Number(process.argv[3]);
const { createFakePrivy } = await import(new URL("../../dist/testing.js", import.meta.url).href);

const privy = createFakePrivy({ rateLimit: false });
const { token } = privy.tokens.list()[0];
const url = `${privy.baseUrl}/orders/placed`;
const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
let id = 0;
async function upsert(send) {
  id++;
  const body = `{"order_id":${id},"total":95,"currency":"USD","order_date":"2026-01-01T10:00:00Z","email":"a${id % 50_000}@example.com"}`;
  const response = await send(url, { method: "POST", headers, body });
  if (response.status !== 201) throw new Error(`answered with ${response.status}`);
  await response.text();
}

for (let index = 0; index < 20_000; index++) await upsert(privy.fetch);
globalThis.gc();
const heapBefore = process.memoryUsage().heapUsed;
for (let index = 0; index < stored; index++) await upsert(privy.fetch);
globalThis.gc();
const bytesPerOrder = stored === 0 ? undefined : (process.memoryUsage().heapUsed - heapBefore) / stored;

let send = privy.fetch;
if (channel === "msw") {
  await privy.listen();
  send = globalThis.fetch;
  for (let index = 0; index < 500; index++) await upsert(send);
}
const calls = channel === "msw" ? 2000 : 40_000;
const before = process.cpuUsage();
const start = performance.now();
for (let index = 0; index < calls; index++) await upsert(send);
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
