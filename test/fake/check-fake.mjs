// The served fake, built, against its numbers: how soon it is ready, without any of its optional packages; how much memory
// it takes; how long a check takes and a save blocks; when it ends a caller that sends its headers a byte at a time; and whether
// its state is whole after it was killed.
//   node test/fake/check-fake.mjs [kills]
// FAKE_SHARE=3 allows three times the times, for a slow or busy machine.
import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endOfSlowCaller } from "./slow-caller.mjs";

const kills = Number(process.argv[2] ?? 5);
const share = Number(process.env.FAKE_SHARE ?? 1);
const goals = { readyMs: 400, memoryMb: 180, checkMs: 20, saveBlockMs: 20, slowCallerMs: 12_000 };
const many = 10_000;

const folder = await mkdtemp(join(tmpdir(), "privy-fake-"));
// Away from every node_modules: what it would need beside itself is not there.
await cp("dist/cli.js", join(folder, "cli.js"));
await cp("package.json", join(folder, "package.json"));

/** Starts the fake, and gives its ready line and how long it took. */
async function start(...args) {
  const startMs = performance.now();
  const child = spawn(
    process.execPath,
    [join(folder, "cli.js"), "fake", "--port", "0", "--no-config", "--json", "--quiet", ...args],
    { cwd: folder, stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const line = await new Promise((resolve, reject) => {
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
      if (text.includes("\n")) resolve(text.split("\n")[0]);
    });
    child.once("exit", (code) => reject(new Error(`the fake ended with ${code}`)));
  });
  return { child, ended, ready: JSON.parse(line), readyMs: performance.now() - startMs };
}

const json = { "content-type": "application/json" };
const orderOf = (id) => ({
  order_id: id,
  email: `customer${id % 3_000}@example.com`,
  total: 95.5,
  currency: "USD",
  order_date: new Date().toISOString(),
  line_items: [{ id: "1", product_id: "p1", name: "A thing", price: 95.5, quantity: 1 }],
});
const place = ({ baseUrl, token }, id) =>
  fetch(`${baseUrl}/orders/placed`, {
    method: "POST",
    headers: { ...json, authorization: `Bearer ${token}` },
    body: JSON.stringify(orderOf(id)),
  });

async function placeMany(ready, count) {
  for (let id = 1; id <= count; id += 50) {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => place(ready, id + index)));
    for (const answer of answers) {
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`an order was answered with ${answer.status}`);
    }
  }
}

const median = (list) => list.toSorted((one, other) => one - other)[list.length >> 1];
const found = {};

const starts = [];
for (let run = 0; run < 5; run += 1) {
  const { child, ended, readyMs } = await start();
  starts.push(readyMs);
  child.kill("SIGTERM");
  const code = await ended;
  if (code !== 0) throw new Error(`SIGTERM ended it with ${code}`);
}
found.readyMs = median(starts);

const state = join(folder, "state.ndjson");
const { child, ended, ready } = await start("--rate-limit", "off", "--state", state);
// Each answer is from one process, so that a late one shows what kept it.
let longestMs = 0;
let isWatching = true;
const watching = (async () => {
  while (isWatching) {
    const startMs = performance.now();
    await (await fetch(`${ready.url}/_fake/health`)).arrayBuffer();
    longestMs = Math.max(longestMs, performance.now() - startMs);
  }
})();
const slowCaller = endOfSlowCaller(ready.url);
await placeMany(ready, many);
const checks = [];
for (let run = 0; run < 20; run += 1) {
  const startMs = performance.now();
  const body = JSON.stringify({ order: orderOf(many + 1) });
  await (await fetch(`${ready.url}/_fake/check`, { method: "POST", headers: json, body })).arrayBuffer();
  checks.push(performance.now() - startMs);
}
found.checkMs = median(checks);
// Saved once more with nothing else going on.
await place(ready, 1);
const before = (await (await fetch(`${ready.url}/_fake`)).json()).state.savedAt;
longestMs = 0;
for (let tries = 0; tries < 600; tries += 1) {
  const { state: saved } = await (await fetch(`${ready.url}/_fake`)).json();
  if (saved.savedAt !== before) break;
  await new Promise((resolve) => setTimeout(resolve, 50));
}
found.saveBlockMs = longestMs;
isWatching = false;
await watching;
const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
found.memoryMb = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
found.slowCallerMs = await slowCaller;
child.kill("SIGTERM");
await ended;

// Killed at any instant: what is there is whole, and a new fake goes on from it.
for (let run = 0; run < kills; run += 1) {
  const killed = await start("--rate-limit", "off", "--state", state);
  const sending = placeMany(killed.ready, 100_000).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 900 + ((run * 379) % 1_500)));
  killed.child.kill("SIGKILL");
  await killed.ended;
  await sending;
  const again = await start("--rate-limit", "off", "--state", state);
  const { counts } = await (await fetch(`${again.ready.url}/_fake`)).json();
  if (counts.orders < many) throw new Error(`after kill ${run + 1} only ${counts.orders} orders were left`);
  again.child.kill("SIGTERM");
  await again.ended;
}
await rm(folder, { recursive: true, force: true });

let failed = 0;
for (const [name, goal] of Object.entries(goals)) {
  const allowed = name.endsWith("Ms") ? goal * share : goal;
  const isGood = found[name] <= allowed;
  if (!isGood) failed += 1;
  console.log(`${isGood ? "ok  " : "FAIL"} ${name} ${found[name].toFixed(1)} (goal ${allowed})`);
}
console.log(`ok   killed ${kills} times, whole each time`);
process.exit(failed === 0 ? 0 : 1);
