// Proves what durable delivery promises, on every engine, and prints it as tables: npm run check:queue, or
//   node test/slow/queue/check-queue.mjs <kills> <freezes> <deaths of the server> <orders in the outage> [engine …]
// The long form: 200 50 20 20000. The engines: sqlite (better-sqlite3's API, this Node), node:sqlite (Node 24), bullmq, pg-boss
// (Node 22), memory (the outage alone). 0 leaves a proof out.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { installRuntimes, runtimes } from "../../runtime/installed.mjs";
import { tablesOf } from "./queue-proofs.mjs";

const [kills = 3, freezes = 5, deaths = 3, orders = 20_000, ...named] = process.argv.slice(2);
/** Each engine, the Node.js that it needs (undefined: any), and the proofs that it has. */
const engines = {
  memory: { proofs: { orders } },
  // In the short form fewer, since each is a transaction or two.
  sqlite: { proofs: { kills, freezes, deaths, orders: process.argv.length > 5 ? orders : 5_000 } },
  "node:sqlite": { runtime: "node24", proofs: { kills, freezes, deaths } },
  bullmq: { proofs: { kills, freezes, deaths } },
  "pg-boss": { runtime: "node22", proofs: { kills, freezes, deaths } },
};
const chosen = named.length > 0 ? named : Object.keys(engines);

// Within node_modules, so that what is not bundled is found from there.
const folder = resolve("node_modules", ".cache", `queue-proofs-${process.pid}`);
await mkdir(folder, { recursive: true });
const external = ["bullmq", "ioredis", "libsql", "pg", "pg-boss", "undici"];
for (const name of ["prove", "child"])
  await build({
    entryPoints: [`test/slow/queue/${name}.ts`],
    outfile: join(folder, `${name}.mjs`),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "error",
    external,
    banner: {
      js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);",
    },
  });

function nodeFor(runtime) {
  if (runtime === undefined) return process.execPath;
  installRuntimes();
  const binary = join(runtimes, runtime, "bin", "node");
  if (!existsSync(binary)) throw new Error(`${binary} is missing: npm ci in test/runtime`);
  return binary;
}

/** Runs the proofs of one engine. Returns what it printed, and whether all was proven. */
function prove(engine) {
  const { runtime, proofs } = engines[engine];
  const sizes = Object.fromEntries(Object.entries(proofs).map(([name, size]) => [name, Number(size)]));
  const args = [join(folder, "prove.mjs"), engine, JSON.stringify(sizes)];
  const child = spawn(nodeFor(runtime), args, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (data) => {
    output += data;
    process.stdout.write(data);
  });
  return new Promise((settle) => child.on("close", (code) => settle({ code, output })));
}

const failed = [];
let output = "";
try {
  for (const engine of chosen) {
    if (engines[engine] === undefined) throw new Error(`unknown engine: ${engine}`);
    const beganAt = Date.now();
    const result = await prove(engine);
    output += result.output;
    if (result.code !== 0) failed.push(engine);
    console.log(`${engine}: ${Math.round((Date.now() - beganAt) / 1000)} s`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log(`\n${tablesOf(output)}`);
console.log(failed.length === 0 ? "queue: all proven" : `queue: NOT PROVEN on ${failed.join(", ")}`);
process.exit(failed.length === 0 ? 0 : 1);
