// The engines on what they are made for, with the runtimes of test/runtime: npm run check:engines, or
//   node test/slow/engines/check-engines.mjs [plans for each altered rate store] [one alteration of how many]
// The contract suite on PostgreSQL (Node 22) and on node:sqlite (Node 22 and 24), the shared pace of processes on Redis and on
// PostgreSQL, and the rate store's step, altered.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { here, installRuntimes, runtimes } from "../../runtime/installed.mjs";
import { tablesOf } from "../queue/queue-proofs.mjs";

const [plans = "60", every = "1"] = process.argv.slice(2);
installRuntimes();
const matrix = JSON.parse(await readFile(join(here, "matrix.json"), "utf8"));
const folder = await mkdtemp(join(tmpdir(), "privy-orders-engines-"));
const failed = [];
let output = "";

function run(command, args, env = {}) {
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  let text = "";
  child.stdout.on("data", (data) => {
    text += data;
    process.stdout.write(data);
  });
  return new Promise((settle) => child.on("close", (code) => settle({ code, text })));
}

/** Runs test files on a Node.js of test/runtime. As many cases as the contract has must pass. */
async function suite(name, runtime, files, env) {
  const report = join(folder, `${failed.length}-${runtime}.json`);
  const args = [
    "node_modules/vitest/vitest.mjs",
    "run",
    ...files,
    "--reporter=json",
    `--outputFile=${report}`,
  ];
  await run(join(runtimes, runtime, "bin", "node"), args, env);
  const { numPassedTests: cases, numFailedTests, testResults } = JSON.parse(await readFile(report, "utf8"));
  for (const { message, assertionResults } of testResults) {
    if (message) console.log(message);
    for (const { status, fullName, failureMessages } of assertionResults)
      if (status === "failed") console.log(`FAIL ${fullName}\n${failureMessages.join("\n")}`);
  }
  const isGood = numFailedTests === 0 && cases >= 60;
  const { version: node } = matrix.runtimes.find(({ id }) => id === runtime);
  print("engine-contract", { suite: name, node, cases, failed: numFailedTests, isGood });
  if (!isGood) failed.push(name);
}

function print(name, figures) {
  const line = `${name}: ${JSON.stringify(figures)}\n`;
  output += line;
  process.stdout.write(line);
}

async function script(name, args) {
  const { code, text } = await run(process.execPath, ["--import", "tsx", ...args]);
  output += text;
  if (code !== 0) failed.push(name);
}

try {
  await suite("pg-boss on PostgreSQL", "node22", ["test/pg-boss/pg-boss-postgres.test.ts"]);
  for (const runtime of ["node22", "node24"])
    await suite(`\`node:sqlite\` of ${runtime}`, runtime, ["test/sqlite"], { PRIVY_SQLITE: "node" });
  for (const store of ["redis", "postgres"])
    await script(`shared pace on ${store}`, [
      "test/slow/shared-pace.ts",
      store,
      ..."3 1 30 4 3 1 0 4".split(" "),
    ]);
  await script("rate mutants", ["test/slow/engines/check-rate-mutants.ts", plans, every]);
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log(`\n${tablesOf(output)}`);
console.log(failed.length === 0 ? "engines: all proven" : `engines: NOT PROVEN: ${failed.join(", ")}`);
process.exit(failed.length === 0 ? 0 : 1);
