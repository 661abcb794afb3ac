import { clients as described } from "../programs/clients.mjs";
import { goalsTable } from "./goals.mjs";
import { kilobytes, one, tableOf, two, whole } from "./markdown.mjs";

/** Import time and size of the package and of each peer. */
export function startTable(start) {
  const rows = Object.entries(start)
    .sort(([, a], [, b]) => a.gzipBytes - b.gzipBytes)
    .map(([name, { importMs, gzipBytes }]) => [
      `\`${name}\``,
      `${importMs.toFixed(0)} ms`,
      kilobytes(gzipBytes),
    ]);
  return tableOf(["package", "cold import", "everything, minified and gzipped"], rows);
}

/** The figures of the start of each package of which both have been measured. */
export function startsOf({ imports = {}, sizes = {} }) {
  const names = Object.keys(sizes).filter((name) => Object.hasOwn(imports, name));
  return Object.fromEntries(
    names.map((name) => [name, { importMs: imports[name], gzipBytes: sizes[name].gzipBytes }]),
  );
}

/** Each client, the one with the least CPU time first. */
export function callsTable(clients, allocation = {}) {
  const rows = Object.entries(clients)
    .sort(([, a], [, b]) => a.cpuMicros - b.cpuMicros)
    .map(([name, { perSecond, p50Ms, p99Ms, cpuMicros }]) => [
      name,
      whole(perSecond),
      `${two(p50Ms)} ms`,
      `${two(p99Ms)} ms`,
      `${whole(cpuMicros)} µs`,
      name in allocation ? kilobytes(allocation[name]) : "",
    ]);
  return tableOf(["client", "calls/s", "p50", "p99", "CPU per call", "allocated per call"], rows);
}

const ratioNames = {
  ofUndici: "over undici ÷ bare `undici.request`",
  ofFetch: "over fetch ÷ bare fetch",
  ofCareful: "over fetch ÷ careful fetch",
};

/** Rows of ratios, the first cells of each given. */
const ratioRows = (cells, ratios) =>
  Object.entries(ratioNames)
    .filter(([key]) => key in ratios)
    .map(([key, name]) => [...cells, name, two(ratios[key].throughput), two(ratios[key].cpu)]);

const sections = {
  calls({ calls, allocation }) {
    const tables = Object.entries(calls.subjects).flatMap(([concurrency, clients]) => [
      `### ${concurrency} at a time`,
      callsTable(clients, allocation),
    ]);
    const setups = Object.entries(described).map(([name, { how }]) => `- ${name}: ${how}.`);
    const ratios = Object.entries(calls.ratios).flatMap(([concurrency, of]) => ratioRows([concurrency], of));
    const peers = Object.entries(calls.peers).flatMap(([concurrency, of]) =>
      Object.entries(of).map(([name, { throughput, cpu }]) => [
        concurrency,
        `over undici ÷ ${name}`,
        two(throughput),
        two(cpu),
      ]),
    );
    return [
      "## Calls",
      `Each client posts an order, or what comes nearest to it, to one server on the same machine:\n\n${setups.join("\n")}`,
      ...tables,
      "### Ratios, each within one round (1 is as fast, more is faster)",
      tableOf(["at a time", "privy-orders", "throughput", "by CPU time"], [...ratios, ...peers]),
    ];
  },
  bodies({ bodies }) {
    const rows = Object.entries(bodies).flatMap(([way, ratios]) => ratioRows([way], ratios));
    return [
      "## Responses in chunks, and compressed (10 at a time)",
      tableOf(["body", "privy-orders", "throughput", "by CPU time"], rows),
    ];
  },
  nodes({ nodes }) {
    const rows = Object.entries(nodes).flatMap(([node, releases]) =>
      Object.entries(releases).flatMap(([release, ratios]) => ratioRows([`${node}, ${release}`], ratios)),
    );
    return [
      "## Versions of Node and undici (10 at a time)",
      tableOf(["with", "privy-orders", "throughput", "by CPU time"], rows),
    ];
  },
  instructions({ instructions }) {
    const rows = Object.entries(instructions).map(([name, count]) => [name, whole(count)]);
    return ["## Instructions, beyond those of an empty program", tableOf(["of", "instructions"], rows)];
  },
  imports({ imports, sizes }) {
    const rows = Object.entries(imports).map(([name, importMs]) => [`\`${name}\``, `${one(importMs)} ms`]);
    const parts = ["## Start", tableOf(["import", "milliseconds beyond an empty module"], rows)];
    if (sizes !== undefined) parts.push(startTable(startsOf({ imports, sizes })));
    return parts;
  },
  first({ first }) {
    const rows = Object.entries(first).map(([spelling, { upsertMs, wholeMs }]) => [
      spelling,
      `${one(upsertMs)} ms`,
      `${one(wholeMs)} ms`,
    ]);
    return [
      "## The first order of a process, without a network",
      tableOf(["phone", "the call", "with import and client"], rows),
    ];
  },
  workerd({ workerd }) {
    const rows = Object.entries(workerd).map(([worker, { startMs, firstRequestMs }]) => [
      worker === "empty" ? "an empty Worker" : "a Worker that sends an order",
      `${one(startMs)} ms`,
      `${one(firstRequestMs)} ms`,
    ]);
    return ["## workerd", tableOf(["with", "until it listens", "first request"], rows)];
  },
  parse({ parse }) {
    const rows = Object.entries(parse).map(([lines, { parseOrder, stringify, zodClassic }]) => [
      lines,
      whole(parseOrder),
      whole(stringify),
      whole(zodClassic),
    ]);
    return [
      "## Orders read per second of CPU time",
      tableOf(["lines", "parseOrder", "JSON.stringify alone", "Zod classic"], rows),
    ];
  },
  check({ check }) {
    const rows = Object.entries(check).map(([format, { perSecond, perCpuSecond }]) => [
      format,
      whole(perSecond),
      whole(perCpuSecond),
    ]);
    return ["## `privy-orders check`", tableOf(["file", "rows a second", "per second of CPU time"], rows)];
  },
  queue({ queue }) {
    const names = { memory: "memory (for tests)", sqlite: "SQLite", bullmq: "BullMQ", "pg-boss": "pg-boss" };
    const rows = Object.entries(queue.engines).map(([engine, figures]) => [
      names[engine],
      figures.node.replace(/^v/, ""),
      whole(figures.enqueuedPerSecond),
      whole(figures.takenPerSecond),
      `${whole(figures.rssMegabytes)} MB`,
      `${whole(figures.rssBeyondStartMegabytes)} MB`,
      figures.storeBytesPerOrder === undefined ? "" : kilobytes(figures.storeBytesPerOrder),
    ]);
    const head = [
      ...["engine", "Node", "enqueued/s", "delivered/s"],
      ...["memory of the process", "of it for what waits", "an order in the store"],
    ];
    return [
      `## Durable queues, with ${whole(queue.waiting)} orders waiting`,
      "16 at a time; the orders go to a client that responds at once, so that only the engine is measured. Redis keeps an append-only file, PostgreSQL and SQLite write through to the disk.",
      tableOf(head, rows),
    ];
  },
  fake({ fake }) {
    const rows = Object.entries(fake).flatMap(([channel, sizes]) =>
      Object.entries(sizes).map(([stored, { perSecond, perCpuSecond, bytesPerOrder }]) => [
        channel,
        whole(Number(stored)),
        whole(perSecond),
        whole(perCpuSecond),
        bytesPerOrder === undefined ? "" : whole(bytesPerOrder),
      ]),
    );
    return [
      "## The fake",
      tableOf(["through", "orders stored", "upserts/s", "per second of CPU time", "bytes per order"], rows),
    ];
  },
};

/** Everything that was measured, for people. */
export function report(result) {
  const { node, processors, rounds, measuredOn } = result;
  const days = [...new Set(Object.values(measuredOn))].sort().join(", ");
  const parts = [
    `Node ${node}, ${processors} processors, medians of ${rounds} rounds or more, measured on ${days}.`,
    "## Goals",
    goalsTable(result),
  ];
  for (const [name, section] of Object.entries(sections)) if (name in result) parts.push(...section(result));
  return `${parts.join("\n\n")}\n`;
}
