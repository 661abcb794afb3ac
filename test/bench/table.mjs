const whole = (number) => Math.round(number).toLocaleString("en-US");
const two = (number) => number.toFixed(2);
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const rows = (head, body) =>
  [head, head.map((_, index) => (index === 0 ? "---" : "---:")), ...body]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");

/** Import time and size of each client. */
export function startTable({ start }) {
  const body = Object.entries(start)
    .sort(([, a], [, b]) => a.gzipBytes - b.gzipBytes)
    .map(([name, one]) => [`\`${name}\``, `${one.importMs.toFixed(0)} ms`, kilobytes(one.gzipBytes)]);
  return rows(["package", "cold import", "everything, minified and gzipped"], body);
}

/** Each client at one concurrency, the one with the least processor time first. */
export function callsTable({ calls }, concurrency) {
  const body = Object.entries(calls.subjects[concurrency])
    .sort(([, a], [, b]) => a.cpuMicros - b.cpuMicros)
    .map(([name, one]) => [
      name,
      whole(one.perSecond),
      `${two(one.p50Ms)} ms`,
      `${two(one.p99Ms)} ms`,
      `${whole(one.cpuMicros)} µs`,
      kilobytes(one.allocatedBytes),
    ]);
  return rows(["client", "calls/s", "p50", "p99", "CPU per call", "allocated per call"], body);
}

function ratiosTable({ calls }) {
  const body = Object.entries(calls.ratios).flatMap(([concurrency, { ofFetch, ofUndici }]) => [
    [`${concurrency}`, "bare fetch", two(ofFetch.throughput), two(ofFetch.cpu)],
    [`${concurrency}`, "bare undici.request", two(ofUndici.throughput), two(ofUndici.cpu)],
  ]);
  return rows(["concurrency", "compared with", "throughput", "by CPU time"], body);
}

function parseTable({ parse }) {
  const body = Object.entries(parse).map(([lines, one]) => [
    lines,
    whole(one.parseOrder),
    whole(one.stringify),
    whole(one.zodClassic),
  ]);
  return rows(["lines", "parseOrder", "JSON.stringify alone", "Zod classic"], body);
}

function fakeTable({ fake }) {
  const body = Object.entries(fake).flatMap(([channel, sizes]) =>
    Object.entries(sizes).map(([stored, one]) => [
      channel,
      whole(Number(stored)),
      whole(one.perSecond),
      whole(one.perCpuSecond),
      one.bytesPerOrder === undefined ? "" : whole(one.bytesPerOrder),
    ]),
  );
  return rows(["through", "orders stored", "upserts/s", "per second of CPU", "bytes per order"], body);
}

/** Everything that was measured, for people. */
export function table(result) {
  const parts = [`Node ${result.node}, ${result.processors} processors, medians of ${result.rounds} rounds.`];
  if (result.start) parts.push("## Start and size", startTable(result));
  if (result.calls) {
    for (const concurrency of Object.keys(result.calls.subjects))
      parts.push(`## Calls, ${concurrency} at a time`, callsTable(result, concurrency));
    parts.push("## Ratios, each within one round (1 is as fast)", ratiosTable(result));
  }
  if (result.parse) parts.push("## Orders read per second of CPU", parseTable(result));
  if (result.fake) parts.push("## The fake", fakeTable(result));
  return `${parts.join("\n\n")}\n`;
}
