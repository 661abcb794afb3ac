// Writes what the proofs have shown into the contributor's guide. Each prints, or leaves in the file that PROOFS names, a line
// `name: {figures}`; `npm run proofs` runs them all and gives them to this one. One by one:
//   node test/slow/import-kill.mjs 60000 600 | tee /dev/stderr | node test/slow/write-proofs.mjs
// A proof that is not among them keeps the line that it has.
import { readFile, writeFile } from "node:fs/promises";
import { queueProofs } from "./queue/queue-proofs.mjs";

const guide = ".github/CONTRIBUTING.md";
const [begin, end] = ["<!-- proofs -->", "<!-- /proofs -->"];
const number = (value) => Number(value).toLocaleString("en-US");

/** What each proof has tried and what came of it, out of its figures. */
const proofs = {
  ...queueProofs,
  "import-kill": {
    area: (figures) => `an import that is killed (\`kill -9\`), ${figures.format}`,
    tried: (figures) =>
      `${number(figures.kills)} kills in ${number(figures.records)} records, ${number(figures.faults)} faults of the server`,
    result: (figures) => `${number(figures.wrongOrLost)} orders lost or stale`,
  },
  "two-imports": {
    area: () => "two imports on one checkpoint, and two that take over a lock that was left behind",
    tried: (figures) => `${number(figures.times)} times, ${number(figures.killed)} of them with a kill`,
    result: (figures) =>
      `${number(figures.wrong)} died, ${number(figures.expected - figures.stored)} orders lost`,
  },
  "full-disk": {
    area: () => "a full disk under failed rows and under the checkpoint",
    tried: (figures) => `${number(figures.records)} records, ${figures.disk}`,
    result: (figures) =>
      `${number(figures.lost)} orders lost, ${number(figures.brokenLines)} broken lines, ${figures.sentBeforeCheckpoint} sent without a checkpoint`,
  },
  masking: {
    area: () => "values and secrets that a server quotes",
    tried: (figures) =>
      `${figures.kinds} kinds of value × ${figures.spellings} spellings × ${figures.places} places of the body: ${number(figures.tried)} errors`,
    result: (figures) =>
      `${number(figures.leaks)} leaks; ${figures.shownForAReason} spellings are shown, each for a reason`,
  },
  fuzz: {
    area: () => "random input: files of orders, responses, headers, arguments, mapping files",
    tried: (figures) =>
      `${number(figures.files)} files, ${number(figures.responses)} responses, ${number(figures.headers)} headers, ${number(figures.arguments)} command lines, ${number(figures.mappings)} mapping files`,
    result: () => "each is read, or refused by an error of ours",
  },
  outages: {
    area: () => "imports through an outage, in virtual time",
    tried: (figures) =>
      `${figures.lengths} outages of ${number(figures.shortestMinutes)} minute to ${number(figures.longestMinutes / 60)} hours, ${number(figures.orders)} orders`,
    result: (figures) => `all finish, ${number(figures.lost)} orders lost`,
  },
  "hostile-responses": {
    area: () => "hostile responses: statuses × bodies × headers",
    tried: (figures) => `${number(figures.tried)} responses`,
    result: (figures) =>
      `${number(figures.foreign)} errors that are not ours, ${number(figures.leaks)} leaks, at most ${figures.mostRequests} requests for a call`,
  },
  phones: {
    area: () => "international phone numbers beside libphonenumber",
    tried: (figures) =>
      `${number(figures.numbers)} numbers of ${figures.countries} countries, ${number(figures.valid)} of them valid`,
    result: (figures) => `${number(figures.differences)} differences`,
  },
  "concurrent-calls": {
    area: () => "calls of one client at once",
    tried: (figures) => `${number(figures.atOnce)} calls, ${number(figures.faults)} faults of the server`,
    result: (figures) =>
      `${number(figures.failed)} failed, ${number(figures.wrong)} orders lost or wrong, ${number(figures.warnings)} warnings of Node's`,
  },
};

const rows = new Map();
const text = await readFile(guide, "utf8");
const [before, rest = ""] = text.split(begin);
const [table = "", after = ""] = rest.split(end);
for (const line of table.split("\n").filter((row) => /^\| (?!area|---)/.test(row)))
  rows.set(line.split(" | ")[0], line);

let input = "";
for await (const chunk of process.stdin) input += chunk;
for (const [, name, figures] of input.matchAll(/^([\w-]+): (\{.*\})$/gm)) {
  const proof = proofs[name];
  if (proof === undefined) continue;
  const read = JSON.parse(figures);
  const area = `| ${proof.area(read)}`;
  rows.set(area, `${area} | ${proof.tried(read)} | ${proof.result(read)} |`);
}
const lines = ["| area | tried | result |", "|---|---|---|", ...rows.values()];
const head = rest === "" ? `${text.trimEnd()}\n\n## What was proved\n\n` : before;
const note = "Written by `test/slow/write-proofs.mjs` from what `npm run proofs` shows.";
const written = rest === "" ? `${head}${note}\n\n` : head;
await writeFile(guide, `${written}${begin}\n${lines.join("\n")}\n${end}${rest === "" ? "\n" : after}`);
console.log(`write-proofs: ${rows.size} lines in ${guide}`);
