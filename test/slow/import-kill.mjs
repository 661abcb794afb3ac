// Proves that an import survives `kill -9`: node test/slow/import-kill.mjs [orders] [kills] [ndjson|csv|gzip]
// Without a format, a third of the orders and of the kills goes to each.
// A fake Privy is served over HTTP with 5 % faults; the importing process is killed at random instants and started anew,
// until the import is done. Then every order must be stored with its last state, with no more requests than owed.
import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { bundle, serveFake } from "./import-proof.mjs";

const records = Number(process.argv[2] ?? 20_000);
const kills = Number(process.argv[3] ?? 200);
const format = process.argv[4];
const concurrency = 8;
const longestMs = 15 * 60_000;
if (format === undefined) {
  const third = (count) => String(Math.ceil(count / 3));
  const runs = ["ndjson", "csv", "gzip"].map((name) => {
    const args = [process.argv[1], third(records), third(kills), name];
    return spawnSync(process.execPath, args, { stdio: "inherit" }).status;
  });
  process.exit(runs.every((status) => status === 0) ? 0 : 1);
}

const folder = await mkdtemp(join(tmpdir(), "privy-orders-kill-"));
const startedAt = Date.now();

/** Every tenth record is a later state of an order that came before; in CSV, rows of one order that stand apart are refused. */
function makeRecords() {
  const last = new Map();
  const lines = [];
  for (let index = 0; index < records; index += 1) {
    const id = index % 10 === 9 && format !== "csv" ? 1 + index - 1 - (index % 7) : index + 1;
    const total = 10 + index;
    last.set(String(id), total);
    const order = {
      order_id: id,
      email: `buyer${id % 500}@example.com`,
      total,
      currency: "USD",
      order_date: "2025-06-01T00:00:00Z",
    };
    if (format === "csv" && index === 0) lines.push(Object.keys(order).join(","));
    lines.push(format === "csv" ? Object.values(order).join(",") : JSON.stringify(order));
  }
  return { last, text: `${lines.join("\n")}\n` };
}

let child;
let failed = true;
try {
  const { last, text } = makeRecords();
  const file = join(folder, { ndjson: "orders.ndjson", csv: "orders.csv", gzip: "orders.ndjson.gz" }[format]);
  await writeFile(file, format === "gzip" ? gzipSync(text) : text);
  const importer = await bundle("test/slow/import-child.ts", join(folder, "child.mjs"));
  const { privy, server, token } = await serveFake(folder, { perMinute: 1_000_000, perDay: 1_000_000 });
  const faults = [
    "500",
    "502",
    "503",
    "504",
    "html-502",
    "reset",
    "answer-lost",
    "half-body",
    "truncated-json",
  ];
  const chaos = privy.chaos({ rate: 0.05, faults, seed: "kill" });

  // Half of the kills come at a random number of requests and some milliseconds, half at a random time after the start.
  const random = Math.random;
  const marks = Array.from({ length: kills }, () => Math.floor(random() * records)).sort((a, b) => a - b);
  let killed = 0;
  let lives = 0;
  let summary;
  while (summary === undefined) {
    if (Date.now() - startedAt > longestMs) throw new Error(`not done after ${longestMs / 60_000} minutes`);
    lives += 1;
    const args = [
      importer,
      server.baseUrl,
      token,
      file,
      join(folder, "checkpoint.json"),
      String(concurrency),
    ];
    child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    const { pid } = child;
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    const exited = new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal })));
    let over = false;
    void exited.then(() => (over = true));
    const mark = marks[killed];
    const strike = (delayMs) =>
      setTimeout(() => {
        if (!over) process.kill(pid, "SIGKILL");
      }, delayMs);
    const timers = [];
    if (mark !== undefined) {
      const watch = setInterval(() => {
        if (chaos.requests < mark && !(killed % 2 === 1 && Date.now() > bornAt + 150 + random() * 400))
          return;
        clearInterval(watch);
        timers.push(strike(random() * 15));
      }, 3);
      const bornAt = Date.now();
      timers.push(watch);
    }
    const { code, signal } = await exited;
    for (const timer of timers) clearTimeout(timer);
    if (signal === "SIGKILL") killed += 1;
    else if (code === 0) summary = JSON.parse(output);
    else throw new Error(`an import ended with ${code}: ${output}`);
  }

  const wrong = [];
  const storedTotals = new Map(
    privy.orders.map((order) => [String(order.order_id), Number(order.total_amount)]),
  );
  for (const [id, total] of last) if (storedTotals.get(id) !== total) wrong.push(id);
  const owed = records + killed * concurrency + chaos.injected;
  const figures = {
    format,
    records,
    orders: last.size,
    stored: storedTotals.size,
    wrongOrLost: wrong.length,
    kills: killed,
    lives,
    faults: chaos.injected,
    requests: chaos.requests,
    requestsAtMost: owed,
    done: summary.done,
    failed: summary.failed,
    seconds: Math.round((Date.now() - startedAt) / 1000),
  };
  console.log(`import-kill: ${JSON.stringify(figures)}`);
  failed =
    wrong.length > 0 ||
    storedTotals.size !== last.size ||
    chaos.requests > owed ||
    summary.done !== records ||
    summary.failed > 0 ||
    killed < kills * 0.9;
  await server.close();
} finally {
  child?.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
}
console.log(
  failed ? "import-kill: FAILED" : "import-kill: every order stored with its last state, none lost",
);
process.exit(failed ? 1 : 0);
