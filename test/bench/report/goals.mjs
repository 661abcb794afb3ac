import { kilobytes, one, tableOf, two, whole } from "./markdown.mjs";

const millions = (count) => `${one(count / 1e6)} M`;
const thousands = (count) => `${one(count / 1e3)} k`;
const milliseconds = (number) => `${one(number)} ms`;
const twoMilliseconds = (number) => `${two(number)} ms`;
const bytes = (number) => `${whole(number)} bytes`;

const atLeast = (goal, format) => ({ goal: `≥ ${format(goal)}`, met: (value) => value >= goal, format });
const atMost = (goal, format) => ({ goal: `≤ ${format(goal)}`, met: (value) => value <= goal, format });

/** Ratios of CPU time, 10 calls at a time: of the runtime's round, so that both sides ran within it. */
const cpu = (node, against) => (result) => result.nodes?.[node]?.undici7?.[against]?.cpu;
const own = (ours, bare) => (result) => result.allocation?.[ours] - result.allocation?.[bare];
/** What valgrind counts, by its name in `measure/instructions.mjs`. */
const counted = (name) => ({ counts: name, of: (result) => result.instructions?.[name] });
/** Of the peers, the one that the client over undici is the least ahead of. */
const nearestPeer = (figure) => (result) => {
  const ratios = Object.values(result.calls?.peers ?? {}).flatMap((peers) => Object.values(peers));
  return Math.min(...ratios.map((ratio) => ratio[figure]));
};

/**
 * Each promise about speed and size: what it is about, its limit, and where the results hold the figure. Instructions are
 * checked by `check-instructions.mjs`, the size by `check-budgets.mjs`; times depend on the machine, ratios less so.
 */
export const GOALS = [
  {
    what: "CPU time over undici, Node 20: bare `undici.request` ÷ ours",
    of: cpu("node20", "ofUndici"),
    ...atLeast(1.1, two),
  },
  { what: "the same, Node 24", of: cpu("node24", "ofUndici"), ...atLeast(0.95, two) },
  {
    what: "instructions of a call over undici",
    ...counted("a call over undici"),
    ...atMost(185_000, thousands),
  },
  {
    what: "CPU time over fetch, Node 20: bare fetch ÷ ours",
    of: cpu("node20", "ofFetch"),
    ...atLeast(0.78, two),
  },
  { what: "the same, Node 24", of: cpu("node24", "ofFetch"), ...atLeast(0.7, two) },
  {
    what: "CPU time over fetch, Node 20: careful fetch ÷ ours",
    of: cpu("node20", "ofCareful"),
    ...atLeast(0.85, two),
  },
  {
    what: "CPU time over undici, 1, 10 and 100 at a time: the nearest other SDK ÷ ours",
    of: nearestPeer("cpu"),
    ...atLeast(1, two),
  },
  {
    what: "calls a second over undici, 1, 10 and 100 at a time: ours ÷ the nearest other SDK",
    of: nearestPeer("throughput"),
    ...atLeast(1, two),
  },
  {
    what: "own allocation of a call over fetch",
    of: own("privy-orders", "bare fetch"),
    ...atMost(10_000, kilobytes),
  },
  {
    what: "own allocation of a call over undici",
    of: own("privy-orders over undici", "bare undici.request"),
    ...atMost(9000, kilobytes),
  },
  { what: "instructions of the import of `.`", ...counted("import of ."), ...atMost(50_000_000, millions) },
  {
    what: "instructions of import, client and first order",
    ...counted("first upsert, E.164"),
    ...atMost(115_000_000, millions),
  },
  {
    what: "first order of a process, E.164 number",
    of: (r) => r.first?.e164.upsertMs,
    ...atMost(9, milliseconds),
  },
  {
    what: "first order of a process, national number",
    of: (r) => r.first?.national.upsertMs,
    ...atMost(11, milliseconds),
  },
  {
    what: "import of `./testing`",
    of: (r) => r.imports?.["privy-orders/testing"],
    ...atMost(50, milliseconds),
  },
  { what: "a fake, its client and one order", of: (r) => r.oneTest, ...atMost(0.7, twoMilliseconds) },
  {
    what: "rows of CSV that `check` reads per second of CPU time",
    of: (r) => r.check?.csv.perCpuSecond,
    ...atLeast(25_000, whole),
  },
  {
    what: "rows of NDJSON that `check` reads per second of CPU time",
    of: (r) => r.check?.ndjson.perCpuSecond,
    ...atLeast(45_000, whole),
  },
  {
    // Ten times what Privy's limit lets through.
    what: "orders a second out of pg-boss, 100,000 of them waiting",
    of: (r) => r.queue?.engines?.["pg-boss"]?.takenPerSecond,
    ...atLeast(10, whole),
  },
  {
    what: "a Worker that sends an order, by gzip",
    of: (r) => r.sizes?.worker?.gzipBytes,
    ...atMost(52_000, bytes),
  },
];

/** Each goal with what was measured; a goal that was not measured yet says so. */
export function goalsTable(result, goals = GOALS) {
  const rows = goals.map(({ what, of, goal, met, format }) => {
    const value = of(result);
    if (!Number.isFinite(value)) return [what, "not measured", goal, ""];
    return [what, format(value), goal, met(value) ? "met" : "**missed**"];
  });
  return tableOf(["goal", "measured", "limit", ""], rows);
}
