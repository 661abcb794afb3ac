// Makes calls of one client whenever it is told to: node calls.mjs <client> <url>. For each message {"concurrency": …,
// "calls": …} it sends back what that many calls took.
import { clients } from "./clients.mjs";

const [name, url] = process.argv.slice(2);
const call = await clients[name].make(url);
const quantile = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

async function run({ concurrency, calls }) {
  const latencies = new Float64Array(calls);
  let made = 0;
  const lane = async () => {
    while (made < calls) {
      const index = made++;
      const start = performance.now();
      await call();
      latencies[index] = performance.now() - start;
    }
  };
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  await Promise.all(Array.from({ length: concurrency }, lane));
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  latencies.sort();
  return {
    perSecond: calls / seconds,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    cpuMicros: (user + system) / calls,
  };
}

process.on("message", async (wish) => process.send(await run(wish)));
process.on("disconnect", () => process.exit(0));
