// Bytes of the heap that one call takes: node --expose-gc --min-semi-space-size=256 --max-semi-space-size=256 allocation.mjs
// <client> <url>. A run of its own: a forced collection drops compiled code, so nothing may be timed after it.
import { clients } from "./clients.mjs";

const WARM_UP = 20_000;
const BATCHES = 15;
const CALLS = 200;

const [name, url] = process.argv.slice(2);
const call = await clients[name].make(url);

async function run(calls, concurrency = 1) {
  let left = calls;
  const lane = async () => {
    while (left-- > 0) await call();
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}

await run(WARM_UP, 10);
globalThis.gc();
await run(1000);
// The young generation is so large that a collection falls into one of the batches at most, and the median passes it over.
const samples = [];
for (let batch = 0; batch < BATCHES; batch++) {
  const before = process.memoryUsage().heapUsed;
  await run(CALLS);
  samples.push((process.memoryUsage().heapUsed - before) / CALLS);
}
console.log(JSON.stringify(samples.sort((a, b) => a - b)[Math.floor(BATCHES / 2)]));
process.exit(0);
