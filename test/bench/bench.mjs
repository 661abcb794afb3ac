// Measures the packed package, and writes results/latest.json and results/latest.md: node test/bench/bench.mjs [part …]
// Without parts it measures all of them, which takes about half an hour on a machine with nothing else to do.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installRuntimes, runtimes } from "../runtime/installed.mjs";
import { measureAllocation } from "./measure/allocation.mjs";
import { measureCalls, ratio } from "./measure/calls.mjs";
import { measureCheckFiles } from "./measure/check-files.mjs";
import { measureFake, measureOneTest } from "./measure/fake.mjs";
import { measureFirstUpsert } from "./measure/first-upsert.mjs";
import { measureInstructions } from "./measure/instructions.mjs";
import { measureParse } from "./measure/parse.mjs";
import { measureSizes } from "./measure/sizes.mjs";
import { measureImports, PEERS } from "./measure/starts.mjs";
import { measureWorkerd } from "./measure/workerd.mjs";
import { report } from "./report/report.mjs";
import { stage } from "./stage.mjs";
import { mapValues } from "./statistics.mjs";

const ROUNDS = 7;
/** Starts are short, and scatter more. */
const STARTS = 15;
const OVER_UNDICI = ["bare undici.request", "privy-orders over undici"];
const OVER_FETCH = ["bare fetch", "careful fetch", "privy-orders"];
/** The way a response travels when a server or a proxy compresses it, or does not know its length. */
const WAYS = ["chunked", "gzip", "br"];
/** undici 8 needs Node 22. */
const NODES = {
  node20: ["undici7"],
  node22: ["undici7", "undici8"],
  node24: ["undici7", "undici8"],
  node26: ["undici7", "undici8"],
};

const ratiosOf = ({ rounds }) => ({
  ofUndici: ratio(rounds, "bare undici.request", "privy-orders over undici"),
  ofFetch: ratio(rounds, "bare fetch", "privy-orders"),
  ofCareful: ratio(rounds, "careful fetch", "privy-orders"),
});

/** Each part measures, and returns what the results hold of it. */
const parts = {
  async calls({ undici7 }) {
    const names = [...OVER_UNDICI, ...OVER_FETCH, ...PEERS];
    const measured = await measureCalls(undici7, names, { rounds: ROUNDS, concurrencies: [1, 10, 100] });
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
      const options = { rounds: ROUNDS, concurrencies: [10], way: `/${way}` };
      const measured = await measureCalls(undici7, [...OVER_UNDICI, ...OVER_FETCH], options);
      results[way] = { clients: measured[10].clients, ...ratiosOf(measured[10]) };
    }
    return results;
  },
  async nodes(folders) {
    installRuntimes();
    const results = {};
    for (const [id, releases] of Object.entries(NODES)) {
      const node = join(runtimes, id, "bin", "node");
      results[id] = {};
      for (const release of releases) {
        const options = { node, rounds: ROUNDS, concurrencies: [10] };
        const measured = await measureCalls(folders[release], [...OVER_UNDICI, ...OVER_FETCH], options);
        results[id][release] = ratiosOf(measured[10]);
      }
    }
    return results;
  },
  allocation: ({ undici7 }) => measureAllocation(undici7),
  instructions: ({ undici7 }) => measureInstructions(undici7),
  imports: ({ undici7 }) => measureImports(undici7, { rounds: STARTS }),
  first: ({ undici7 }) => measureFirstUpsert(undici7, { rounds: STARTS }),
  sizes: ({ undici7 }) => measureSizes(undici7),
  parse: ({ undici7 }) => measureParse(undici7, { rounds: ROUNDS }),
  fake: ({ undici7 }) => measureFake(undici7, { rounds: ROUNDS }),
  oneTest: ({ undici7 }) => measureOneTest(undici7, { rounds: ROUNDS }),
  check: ({ undici7 }) => measureCheckFiles(undici7, { rounds: ROUNDS }),
  async workerd({ undici7 }) {
    installRuntimes();
    return measureWorkerd(undici7, { rounds: ROUNDS });
  },
};

const wanted = process.argv.slice(2);
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
    const measured = await parts[name](folders);
    // Written after each part: what a run does not measure, or no longer, stays as an earlier one found it.
    const earlier = JSON.parse(await readFile(file, "utf8").catch(() => "{}"));
    const day = new Date().toISOString().slice(0, 10);
    const result = {
      ...earlier,
      node: process.version,
      processors: cpus().length,
      rounds: ROUNDS,
      [name]: measured,
      measuredOn: { ...earlier.measuredOn, [name]: day },
    };
    await writeFile(file, `${JSON.stringify(result, undefined, 2)}\n`);
    await writeFile(join(results, "latest.md"), report(result));
  }
} finally {
  await remove();
}
console.log(await readFile(join(results, "latest.md"), "utf8"));
