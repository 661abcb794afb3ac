// Prints the README's tables of size and speed from results: node test/bench/readme-table.mjs [file.json]; default the last
// ones. What they lack has no row.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { tableOf, whole } from "./report/markdown.mjs";
import { callsTable, startsOf, startTable } from "./report/report.mjs";

const SUBJECTS = ["bare undici.request", "privy-orders over undici", "bare fetch", "privy-orders"];
const CONCURRENCY = 10;

const [file] = process.argv.slice(2);
const result = JSON.parse(
  await readFile(file ? pathToFileURL(file) : new URL("results/latest.json", import.meta.url), "utf8"),
);
/** Those of these names for which everything has been measured that their row shows. */
const only = (record, names, figures) =>
  Object.fromEntries(
    names
      .filter((name) => figures.every((figure) => Number.isFinite(record?.[name]?.[figure])))
      .map((name) => [name, record[name]]),
  );

const parts = [];
const figures = ["perSecond", "p50Ms", "p99Ms", "cpuMicros"];
const calls = only(result.calls?.subjects?.[CONCURRENCY], SUBJECTS, figures);
if (Object.keys(calls).length > 0) {
  parts.push(
    `${CONCURRENCY} calls at a time, against a server on the same machine:`,
    callsTable(calls, result.allocation),
  );
}
const start = only(startsOf(result), ["privy-orders"], ["importMs", "gzipBytes"]);
if (Object.keys(start).length > 0) parts.push(startTable(start));

const rates = [
  ...Object.entries(result.parse ?? {}).map(([lines, { parseOrder }]) => [
    `orders of ${lines} ${lines === "1" ? "line" : "lines"} that \`parseOrder\` reads`,
    parseOrder,
  ]),
  ...Object.entries(result.check ?? {}).map(([format, { perCpuSecond }]) => [
    `rows of ${format.toUpperCase()} that \`privy-orders check\` reads`,
    perCpuSecond,
  ]),
  ...Object.entries(result.fake?.fetch ?? {}).map(([stored, { perCpuSecond }]) => [
    `upserts that a fake takes in with ${whole(Number(stored))} orders stored`,
    perCpuSecond,
  ]),
].filter(([, rate]) => Number.isFinite(rate));
if (rates.length > 0) {
  parts.push(
    tableOf(
      ["what", "per second of processor time"],
      rates.map(([what, rate]) => [what, whole(rate)]),
    ),
  );
}
if (parts.length > 0) {
  const { node, processors, rounds } = result;
  parts.unshift(`Node ${node.replace(/^v/, "")}, ${processors} processors, medians of ${rounds} rounds.`);
}
console.log(parts.join("\n\n"));
