// What effects, and one listener at `/_fake/events`, cost the fake: time of its processors for each upsert. A fake alone and
// one with a listener run in processes of their own that take turns; the listener reads in this one, as a browser would.
//   node --import tsx test/bench/fake-listener.mjs [orders] [rounds]
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createFakePrivy } from "privy-orders/testing";
import { serveFakePrivy } from "privy-orders/testing/server";
import { createJournal } from "../../src/testing/privy/account/journal.js";

const order = { total: 95, currency: "USD", order_date: "2026-01-01T00:00:00Z" };
const kinds = ["alone", "listener"];
const goals = { effects: 0.03, listener: 0.15 };

if (process.send === undefined) await compare();
else await serve(process.argv[2]);

/** Lets each kind of fake take orders in turn, and prints what one costs more than another. */
async function compare() {
  const [orders = 20_000, rounds = 9] = process.argv.slice(2).map(Number);
  const children = kinds.map((kind) => fork(fileURLToPath(import.meta.url), [kind]));
  const best = kinds.map(() => ({ cpuMs: Infinity, wallMs: Infinity }));
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, child] of children.entries()) {
      const { cpuMs, wallMs } = await runRound(child, orders);
      // The first round is the compiler's.
      if (round === 0) continue;
      best[index] = {
        cpuMs: Math.min(best[index].cpuMs, cpuMs),
        wallMs: Math.min(best[index].wallMs, wallMs),
      };
    }
  }
  for (const child of children) child.send({ end: true });
  for (const [index, kind] of kinds.entries()) {
    const { cpuMs, wallMs } = best[index];
    const perSecond = (ms) => ((orders / ms) * 1_000).toFixed(0);
    console.log(
      `${kind.padEnd(8)} ${perSecond(cpuMs)} upserts a second of processors, ${perSecond(wallMs)} on the wall`,
    );
  }
  const [alone, listener] = best.map(({ cpuMs }) => cpuMs);
  const costs = [
    ["effects without a listener", effectsCpuMs(orders) / alone, goals.effects],
    ["one listener", 1 - alone / listener, goals.listener],
  ];
  for (const [what, fall, goal] of costs) {
    console.log(
      `${what}: ${(fall * 100).toFixed(1)} % fewer upserts a second (goal: at most ${goal * 100} %)`,
    );
  }
  process.exitCode = costs.every(([, fall, goal]) => fall <= goal) ? 0 : 1;
}

/** Lets one process take the orders. Where it is served, this one listens meanwhile. */
async function runRound(child, orders) {
  child.send({ orders });
  const first = await nextMessage(child);
  if (first.url === undefined) return first;
  const stopped = new AbortController();
  const { body } = await fetch(`${first.url}/_fake/events`, { signal: stopped.signal });
  const reading = (async () => {
    for await (const _ of body);
  })().catch(() => undefined);
  child.send({ go: true });
  const took = await nextMessage(child);
  stopped.abort();
  await reading;
  return took;
}

/** One kind of fake, in a process of its own. */
async function serve(kind) {
  for (;;) {
    const { orders, end } = await nextMessage(process);
    if (end) return process.disconnect();
    const privy = createFakePrivy({ rateLimit: false });
    const server = kind === "listener" ? await serveFakePrivy(privy, { control: true }) : undefined;
    if (server !== undefined) {
      process.send({ url: server.url });
      await nextMessage(process);
    }
    const took = await upserts(privy, orders);
    await server?.close();
    process.send(took);
  }
}

function nextMessage(from) {
  return new Promise((resolve, reject) => {
    const onEnd = () => reject(new Error("a process of the fake has ended"));
    from.once("disconnect", onEnd);
    from.once("message", (message) => {
      from.off("disconnect", onEnd);
      resolve(message);
    });
  });
}

/** What it takes to note so many requests' effects, and to keep them as the log does: the fake did neither before. */
function effectsCpuMs(orders) {
  const journal = createJournal();
  const kept = [];
  const record = Object.freeze({ id: "1" });
  let bestMs = Infinity;
  for (let round = 0; round < 9; round += 1) {
    const before = process.cpuUsage();
    for (let index = 0; index < orders; index += 1) {
      journal.note("contact", { before: undefined, after: record });
      journal.note("order", { before: undefined, after: record });
      kept[index % 10_000] = journal.take();
    }
    const { user, system } = process.cpuUsage(before);
    bestMs = Math.min(bestMs, (user + system) / 1_000);
  }
  return bestMs;
}

async function upserts(privy, orders) {
  const headers = {
    authorization: `Bearer ${privy.tokens.list()[0].token}`,
    "content-type": "application/json",
  };
  const startMs = performance.now();
  const before = process.cpuUsage();
  for (let id = 1; id <= orders; id += 1) {
    const body = JSON.stringify({ ...order, order_id: id, email: `c${id % 500}@example.com` });
    await privy.fetch("https://api.privy.com/v1/orders/placed", { method: "POST", headers, body });
    // As over a real connection, others have their turn.
    if (id % 100 === 0) await new Promise(setImmediate);
  }
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1_000, wallMs: performance.now() - startMs };
}
