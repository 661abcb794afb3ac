// Measures one client at one concurrency: node measure-calls.mjs <subject> <url> <concurrency> <calls>. Prints JSON.
import { subjects } from "./subjects.mjs";

const [name, url, concurrency, calls] = process.argv.slice(2);
const call = await subjects[name](url);
const quantile = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

async function run(count, latencies = []) {
  let left = count;
  const lane = async () => {
    while (left-- > 0) {
      const start = performance.now();
      await call();
      latencies.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: Number(concurrency) }, lane));
  return latencies;
}

await run(Number(calls));
globalThis.gc();
// The young generation is so large (see the flags in bench.mjs) that nothing is collected in between.
const heapBefore = process.memoryUsage().heapUsed;
await run(300);
const allocatedBytes = (process.memoryUsage().heapUsed - heapBefore) / 300;
globalThis.gc();
const cpuBefore = process.cpuUsage();
const start = performance.now();
const latencies = (await run(Number(calls))).sort((a, b) => a - b);
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(cpuBefore);
console.log(
  JSON.stringify({
    perSecond: latencies.length / seconds,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    cpuMicros: (user + system) / latencies.length,
    allocatedBytes,
  }),
);
process.exit(0);
