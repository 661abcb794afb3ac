// `npm test`: runs every test with coverage and closes with one plain line that counts them.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
const folder = await mkdtemp(join(tmpdir(), "privy-orders-test-"));
const report = join(folder, "report.json");

const filters = process.argv.slice(2);
const coverage = filters.length === 0 ? ["--coverage"] : [];
const child = spawn(
  process.execPath,
  [
    vitest,
    "run",
    ...coverage,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...filters,
  ],
  { stdio: ["ignore", "inherit", "inherit"] },
);
const exitCode = await new Promise((resolve) => child.on("close", (code) => resolve(code ?? 1)));

let result;
try {
  result = JSON.parse(await readFile(report, "utf8"));
} catch {
  result = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
}
await rm(folder, { recursive: true, force: true });

const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = result;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(exitCode !== 0 ? exitCode : failed > 0 || passed === 0 ? 1 : 0);
