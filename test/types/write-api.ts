// The report of the package's types, one file for each entry point in test/types/api: `npm run api` writes it, and
// `npm run check:api` (with --check) fails when the sources declare something else.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ApiReport, apiReports } from "./api-reports.js";

const folder = fileURLToPath(new URL("./api/", import.meta.url));

/** The reports as they were last written, by the name of their file. */
function writtenReports(): ReadonlyMap<string, string> {
  mkdirSync(folder, { recursive: true });
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

/** The lines of a report that the other one lacks, with a mark before each. */
function missingLines(text: string, other: string, mark: string): string[] {
  const known = new Set(other.split("\n"));
  return text.split("\n").flatMap((line) => (known.has(line) ? [] : [`${mark} ${line}`]));
}

function differences(reports: readonly ApiReport[]): string[] {
  const written = writtenReports();
  const removed = [...written.keys()].filter((name) => !reports.some((report) => report.fileName === name));
  const changed = reports.flatMap(({ fileName, text }) => {
    const before = written.get(fileName) ?? "";
    if (before === text) return [];
    const lines = [...missingLines(before, text, "-"), ...missingLines(text, before, "+")];
    return [`${fileName}:`, ...(lines.length > 0 ? lines : ["  the order of its lines"])];
  });
  return [...removed.map((name) => `${name}: no longer an entry point`), ...changed];
}

const reports = apiReports();
if (process.argv.includes("--check")) {
  const lines = differences(reports);
  for (const line of lines) console.log(line);
  if (lines.length > 0) {
    console.error(
      "The public types have changed. Run `npm run api` and commit test/types/api with the change.",
    );
    process.exit(1);
  }
  console.log(`The types of ${reports.length} entry points are as reported.`);
} else {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { fileName, text } of reports) writeFileSync(join(folder, fileName), text);
  console.log(`Wrote the reports of ${reports.length} entry points to test/types/api.`);
}
