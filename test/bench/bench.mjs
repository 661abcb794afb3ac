// Measures the built package (npm run build first) and writes results/latest.json and results/latest.md.
// node test/bench/bench.mjs [rounds] [part …]: parts are calls, parse, start and fake; default all of them, three rounds.
import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { measureStart } from "./measure-start.mjs";
import { peers, subjects } from "./subjects.mjs";
import { table } from "./table.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const results = join(here, "results");
const [roundsText = "3", ...wanted] = process.argv.slice(2);
const rounds = Number(roundsText);
const parts = wanted.length > 0 ? wanted : ["calls", "parse", "start", "fake"];
// So large that no collection falls between two readings of the heap.
const flags = ["--expose-gc", "--min-semi-space-size=256", "--max-semi-space-size=256"];
// As many again are made before, unmeasured: a store's process has compiled its hot code long ago.
const callsAt = { 1: 2000, 10: 12_000, 100: 12_000 };

const measure = (file, args = [], options = flags) => {
  const output = execFileSync(process.execPath, [...options, join(here, file), ...args.map(String)], {
    encoding: "utf8",
    timeout: 600_000,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(output.trim().split("\n").at(-1));
};
const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
};
/** The median of each number, wherever it stands in results of one shape. */
const medians = (samples) => {
  const [first] = samples;
  if (typeof first === "number") return median(samples);
  if (typeof first !== "object" || first === null) return first;
  return Object.fromEntries(
    Object.keys(first).map((key) => [key, medians(samples.map((sample) => sample[key]))]),
  );
};

async function measureCalls() {
  const server = spawn(process.execPath, [join(here, "server.mjs")], { stdio: ["pipe", "pipe", "inherit"] });
  try {
    const port = Number(
      await new Promise((resolve) => server.stdout.once("data", (data) => resolve(String(data)))),
    );
    const samples = {};
    const ratios = {};
    for (let round = 0; round < rounds; round++) {
      for (const concurrency of [1, 10, 100]) {
        const now = {};
        for (const name of Object.keys(subjects)) {
          console.error(`round ${round + 1}, concurrency ${concurrency}: ${name}`);
          now[name] = measure("measure-calls.mjs", [
            name,
            `http://127.0.0.1:${port}`,
            concurrency,
            callsAt[concurrency],
          ]);
          samples[concurrency] ??= {};
          samples[concurrency][name] ??= [];
          samples[concurrency][name].push(now[name]);
        }
        // Compared within one round, so that what else the machine does falls on both.
        ratios[concurrency] ??= [];
        ratios[concurrency].push({
          ofFetch: {
            throughput: now["privy-orders"].perSecond / now["bare fetch"].perSecond,
            cpu: now["bare fetch"].cpuMicros / now["privy-orders"].cpuMicros,
          },
          ofUndici: {
            throughput: now["privy-orders over undici"].perSecond / now["bare undici.request"].perSecond,
            cpu: now["bare undici.request"].cpuMicros / now["privy-orders over undici"].cpuMicros,
          },
        });
      }
    }
    const each = (record, change) =>
      Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
    return { subjects: each(samples, (of) => each(of, medians)), ratios: each(ratios, medians) };
  } finally {
    server.stdin.end();
  }
}

function measureFake() {
  const samples = { fetch: {}, msw: {} };
  for (const channel of ["fetch", "msw"]) {
    for (const stored of [0, 10_000, 1_000_000]) {
      console.error(`fake: ${channel}, ${stored} stored`);
      const runs = stored > 100_000 ? 1 : rounds;
      samples[channel][stored] = medians(
        Array.from({ length: runs }, () =>
          measure("measure-fake.mjs", [channel, stored], ["--expose-gc", "--max-old-space-size=6000"]),
        ),
      );
    }
  }
  return samples;
}

if (!existsSync(join(here, "../../dist/index.js"))) throw new Error("build the package first: npm run build");
if (!existsSync(join(here, "node_modules/stripe"))) {
  const install = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock"];
  execFileSync("npm", install, { cwd: here, stdio: "inherit" });
}
await mkdir(results, { recursive: true });
const file = join(results, "latest.json");
const measured = { node: process.version, processors: cpus().length, rounds };
const scratch = await mkdtemp(join(tmpdir(), "privy-orders-bench-"));
try {
  if (parts.includes("parse"))
    measured.parse = medians(Array.from({ length: rounds }, () => measure("measure-parse.mjs", [], [])));
  if (parts.includes("start"))
    measured.start = await measureStart({ here, scratch, peers, rounds: rounds * 5, median });
  if (parts.includes("calls")) measured.calls = await measureCalls();
  if (parts.includes("fake")) measured.fake = measureFake();
} finally {
  await rm(scratch, { recursive: true, force: true });
}
// What this run did not measure stays as an earlier one found it.
const earlier = existsSync(file) ? JSON.parse(await readFile(file, "utf8")) : {};
const result = { ...earlier, ...measured };
await writeFile(file, `${JSON.stringify(result, undefined, 2)}\n`);
await writeFile(join(results, "latest.md"), table(result));
console.log(table(result));
