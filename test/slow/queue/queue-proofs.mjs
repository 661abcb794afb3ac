// What the proofs of queues and shared budgets have shown: as rows of the contributor's guide, and as tables on the console.
const number = (value) => Number(value).toLocaleString("en-US");
const engines = {
  memory: "in memory",
  sqlite: "SQLite (libsql)",
  "node:sqlite": "SQLite (`node:sqlite`, Node 24)",
  bullmq: "BullMQ on Redis",
  "pg-boss": "pg-boss on PostgreSQL",
};
const nameOf = ({ engine }) => engines[engine] ?? engine;

/** What each proof has tried and what came of it, out of its figures. */
export const queueProofs = {
  "queue-kill": {
    area: (figures) => `workers and producers that are killed (\`kill -9\`), ${nameOf(figures)}`,
    tried: ({ kills, ofProducers, states, requests }) =>
      `${number(kills)} kills under load, then the producer; ${number(ofProducers)} of producers, ${number(states)} states, ${number(requests)} requests`,
    result: ({ lost, wrong, overtaken, repeats, mostRepeats }) =>
      `${number(lost)} lost, ${number(wrong)} wrong, ${number(overtaken)} overtaken, ${number(repeats)} repeats (${number(mostRepeats)} were under way)`,
  },
  "queue-frozen": {
    area: (figures) => `a worker that is frozen between taking and sending, ${nameOf(figures)}`,
    tried: ({ times }) => `${number(times)} times, with a newer state delivered meanwhile`,
    result: ({ newest, times, gaveUp, overtaken }) =>
      `the newest state stood ${number(newest)} of ${number(times)} times; ${number(gaveUp)} found that the order was another's, ${number(overtaken)} overtaken`,
  },
  "queue-server": {
    area: (figures) => `the engine's server is ${figures.blow}, ${nameOf(figures)}`,
    tried: ({ times, states }) => `${number(times)} times, ${number(states)} accepted states`,
    result: ({ lost, wrong, overtaken, refused, workerErrors }) =>
      `${number(lost)} lost, ${number(wrong)} wrong, ${number(overtaken)} overtaken; ${number(refused)} refusals to the store, ${number(workerErrors)} errors to the worker's observer`,
  },
  "queue-forgetful": {
    area: () => "a Redis without an append-only file",
    tried: ({ accepted }) => `${number(accepted)} orders, with the check turned off`,
    result: ({ isRefused, keysLeft }) =>
      `${isRefused ? "refused" : "NOT refused"}; turned off, a crash left ${number(keysLeft)} of its keys`,
  },
  "queue-disk": {
    area: (figures) => `a full disk under the queue, ${nameOf(figures)}`,
    tried: ({ disk, accepted }) => `${disk}, ${number(accepted)} accepted orders`,
    result: ({ lost, wrong, enqueueError, workerError }) =>
      `${number(lost)} lost, ${number(wrong)} wrong; enqueue rejected with ${enqueueError}, the worker's observer got ${workerError}`,
  },
  "queue-outage": {
    area: (figures) => `ten hours without Privy (virtual time), ${nameOf(figures)}`,
    tried: ({ orders, triedInOutage }) =>
      `${number(orders)} orders waiting, ${number(triedInOutage)} tries meanwhile`,
    result: ({ delivered, wrong, dead, offPercent, virtualMinutes }) =>
      `${number(delivered)} delivered within ${number(virtualMinutes)} minutes, ${number(wrong)} wrong, ${number(dead)} dead; forecast off by ${offPercent} %`,
  },
  "shared-pace": {
    area: ({ store, strangers }) =>
      `processes that share one account's pace${strangers > 0 ? " beside another integration" : ""}, ${store}`,
    tried: ({ processes, killed, limit, windowS, windows }) =>
      `${processes} processes, ${killed} of them killed, ${limit} requests per ${windowS} s, ${windows} windows`,
    result: ({ refused, usedPercent, strangers, strangersRefused }) =>
      `${number(refused)} times 429, ${usedPercent} % used${strangers > 0 ? `; another integration: ${number(strangers)} sent, ${number(strangersRefused)} refused` : ""}`,
  },
  "rate-mutations": {
    area: ({ language }) => `the rate store's step in ${language}, altered`,
    tried: ({ mutants }) => `${number(mutants)} alterations of one operator or number`,
    result: ({ found, equivalent }) =>
      `${number(found)} found by the model test, ${number(equivalent)} change nothing that can be observed`,
  },
  "engine-contract": {
    area: ({ suite }) => `the contract of engines, ${suite}`,
    tried: ({ cases, node }) => `${number(cases)} cases, Node ${node}`,
    result: ({ failed }) => `${number(failed)} failed`,
  },
};

/** The figures that proofs have printed, as one table for each proof. */
export function tablesOf(output) {
  const tables = new Map();
  for (const [, name, json] of output.matchAll(/^([\w-]+): (\{.*\})$/gm)) {
    const { isGood, ...figures } = JSON.parse(json);
    tables.set(name, [...(tables.get(name) ?? []), { ...figures, "": isGood ? "ok" : "BAD" }]);
  }
  return [...tables]
    .map(([name, rows]) => {
      const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
      const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? "")))];
      const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index].length)));
      const lines = cells.map((row) => row.map((cell, index) => cell.padEnd(widths[index])).join("  "));
      return `${name}\n${lines.map((line) => `  ${line.trimEnd()}`).join("\n")}\n`;
    })
    .join("\n");
}
