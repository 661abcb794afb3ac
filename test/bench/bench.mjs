// Measures the packed package, writes results/latest.json and results/latest.md, and brings the README's tables of speed up to
// date: node test/bench/bench.mjs [--quick | --try] [part …]. Without parts it measures all of them, which takes about half
// an hour on a machine with nothing else to do, and about ten minutes with --quick: fewer rounds, and no million orders.
// --try only shows that each part runs: its figures mean nothing, and are printed, not written.
import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { installRuntimes, runtimes } from "../runtime/installed.mjs";
import { measureAllocation } from "./measure/allocation.mjs";
import { measureCalls, ratio } from "./measure/calls.mjs";
import { measureCheckFiles } from "./measure/check-files.mjs";
import { measureFake, measureOneTest } from "./measure/fake.mjs";
import { measureFirstUpsert } from "./measure/first-upsert.mjs";
import { measureInstructions } from "./measure/instructions.mjs";
import { measureParse } from "./measure/parse.mjs";
import { measureQueue } from "./measure/queue.mjs";
import { measureSizes } from "./measure/sizes.mjs";
import { measureImports, PEERS } from "./measure/starts.mjs";
import { measureWorkerd } from "./measure/workerd.mjs";
import { report } from "./report/report.mjs";
import { stage } from "./stage.mjs";
import { mapValues } from "./statistics.mjs";

const MEANINGFUL = { starts: 15, warmUp: 20_000, calls: 3000, rows: 50_000, waiting: 100_000 };
const NODES = {
  node20: ["undici7"],
  // undici 8 needs Node 22.
  node22: ["undici7", "undici8"],
  node24: ["undici7", "undici8"],
  node26: ["undici7", "undici8"],
};
/** How much is measured. */
const FORMS = {
  full: {
    ...MEANINGFUL,
    rounds: 7,
    concurrencies: [1, 10, 100],
    stored: [0, 10_000, 1_000_000],
    nodes: NODES,
  },
  quick: {
    ...MEANINGFUL,
    rounds: 5,
    starts: 7,
    calls: 2000,
    concurrencies: [1, 10, 100],
    stored: [0, 10_000],
    nodes: { node20: ["undici7"], node24: ["undici7"] },
  },
  try: {
    rounds: 1,
    starts: 1,
    warmUp: 100,
    calls: 100,
    rows: 500,
    waiting: 400,
    concurrencies: [10],
    stored: [0],
    nodes: { node20: ["undici7"] },
  },
};
const OVER_UNDICI = ["bare undici.request", "privy-orders over undici"];
const OVER_FETCH = ["bare fetch", "careful fetch", "privy-orders"];
/** The way a response travels when a server or a proxy compresses it, or does not know its length. */
const WAYS = ["chunked", "gzip", "br"];

const ratiosOf = ({ rounds }) => ({
  ofUndici: ratio(rounds, "bare undici.request", "privy-orders over undici"),
  ofFetch: ratio(rounds, "bare fetch", "privy-orders"),
  ofCareful: ratio(rounds, "careful fetch", "privy-orders"),
});

const { values, positionals: wanted } = parseArgs({
  options: { quick: { type: "boolean" }, try: { type: "boolean" } },
  allowPositionals: true,
});
const isTrial = values.try === true;
const form = FORMS[isTrial ? "try" : values.quick ? "quick" : "full"];
const { rounds, starts } = form;

/** Each part measures, and returns what the results hold of it. */
const parts = {
  async calls({ undici7 }) {
    const names = [...OVER_UNDICI, ...OVER_FETCH, ...PEERS];
    const measured = await measureCalls(undici7, names, form);
    const ahead = ({ rounds }) =>
      Object.fromEntries(PEERS.map((name) => [name, ratio(rounds, name, "privy-orders over undici")]));
    return {
      subjects: mapValues(measured, ({ clients }) => clients),
      ratios: mapValues(measured, ratiosOf),
      peers: mapValues(measured, ahead),
    };
  },
  async bodies({ undici7 }) {
    const results = {};
    for (const way of WAYS) {
      const options = { ...form, concurrencies: [10], way: `/${way}` };
      const measured = await measureCalls(undici7, [...OVER_UNDICI, ...OVER_FETCH], options);
      results[way] = { clients: measured[10].clients, ...ratiosOf(measured[10]) };
    }
    return results;
  },
  async nodes(folders) {
    installRuntimes();
    const results = {};
    for (const [id, releases] of Object.entries(form.nodes)) {
      const node = join(runtimes, id, "bin", "node");
      results[id] = {};
      for (const release of releases) {
        const options = { ...form, node, concurrencies: [10] };
        const measured = await measureCalls(folders[release], [...OVER_UNDICI, ...OVER_FETCH], options);
        results[id][release] = ratiosOf(measured[10]);
      }
    }
    return results;
  },
  allocation: ({ undici7 }) => measureAllocation(undici7),
  instructions: ({ undici7 }) => measureInstructions(undici7),
  imports: ({ undici7 }) => measureImports(undici7, { rounds: starts }),
  first: ({ undici7 }) => measureFirstUpsert(undici7, { rounds: starts }),
  sizes: ({ undici7 }) => measureSizes(undici7),
  parse: ({ undici7 }) => measureParse(undici7, { rounds }),
  fake: ({ undici7 }) => measureFake(undici7, form),
  oneTest: ({ undici7 }) => measureOneTest(undici7, { rounds }),
  check: ({ undici7 }) => measureCheckFiles(undici7, form),
  queue: ({ undici7 }) => measureQueue(undici7, form),
  async workerd({ undici7 }) {
    installRuntimes();
    return measureWorkerd(undici7, { rounds });
  },
};

const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0)
  throw new Error(`unknown part: ${unknown.join(", ")}; the parts are ${Object.keys(parts).join(", ")}`);

const results = fileURLToPath(new URL("results/", import.meta.url));
const file = join(results, "latest.json");
await mkdir(results, { recursive: true });
const { folders, remove } = await stage();
try {
  for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
    console.error(`== ${name}`);
    const start = performance.now();
    const measured = await parts[name](folders);
    console.error(`   ${((performance.now() - start) / 1000).toFixed(0)} s`);
    if (isTrial) {
      console.log(JSON.stringify({ [name]: measured }));
      continue;
    }
    // Written after each part: what a run does not measure, or no longer, stays as an earlier one found it.
    const earlier = JSON.parse(await readFile(file, "utf8").catch(() => "{}"));
    const day = new Date().toISOString().slice(0, 10);
    const result = {
      ...earlier,
      node: process.version,
      processors: cpus().length,
      rounds,
      [name]: measured,
      measuredOn: { ...earlier.measuredOn, [name]: day },
    };
    await writeFile(file, `${JSON.stringify(result, undefined, 2)}\n`);
    await writeFile(join(results, "latest.md"), report(result));
  }
} finally {
  await remove();
}
if (!isTrial) {
  execFileSync(join("node_modules", ".bin", "tsx"), ["test/house/write-readme-tables.ts"]);
  console.log(await readFile(join(results, "latest.md"), "utf8"));
}
