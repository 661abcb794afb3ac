import { setTimeout as sleep } from "node:timers/promises";
import { engines } from "./engines.js";
import { type Running, start, until } from "./processes.js";
import { startStandIn } from "./stand-in.js";
import { stateAt } from "./states.js";

const leaseMs = 6_000;
const orders = 40;
const perWorker = 4;

/** Kills workers and producers at random instants, under load. "Lost" and "wrong" are judged apart. */
export async function proveKills(
  engine: string,
  folder: string,
  kills: number,
): Promise<Record<string, number>> {
  const privy = await startStandIn();
  const running: { role: string; one: Running }[] = [];
  let accepted = 0;
  const begin = (role: "worker" | "producer"): void => {
    const one = start(role, engine, folder, leaseMs, privy.port, accepted, orders);
    one.onLine((line) => {
      if (line.startsWith("accepted ")) accepted = Number(line.slice(9)) + 1;
    });
    running.push({ role, one });
  };
  try {
    for (const role of ["producer", "worker", "worker"] as const) begin(role);
    await until("the first order", () => privy.requests > 0 && accepted > 50, 60_000);
    let producerKills = 0;
    for (let count = 0; count < kills; count += 1) {
      await sleep(200 + Math.random() * 600);
      const index =
        count % 4 === 3
          ? running.findIndex(({ role }) => role === "producer")
          : Math.floor(Math.random() * running.length);
      const [killed] = running.splice(index, 1);
      if (killed === undefined) throw new Error("nothing runs");
      killed.one.kill("SIGKILL");
      await killed.one.ended;
      if (killed.role === "producer") producerKills += 1;
      begin(killed.role === "producer" ? "producer" : "worker");
      const before = privy.requests;
      const madeBefore = accepted;
      await until("work after a kill", () => privy.requests > before && accepted > madeBefore, 60_000);
    }
    for (const { one } of running.filter(({ role }) => role === "producer")) {
      one.kill("SIGKILL");
      await one.ended;
    }
    const queue = await engines[engine]?.({ folder, leaseMs });
    if (queue === undefined) throw new Error("unknown engine");
    await until(
      "an empty queue",
      async () => {
        const { waiting, underWay } = await queue.stats();
        return waiting + underWay === 0;
      },
      120_000,
    );
    const { dead } = await queue.stats();
    await queue.close();
    // What was enqueued but not acknowledged before a kill was enqueued again, but for the very last one, which may have arrived.
    const expected = new Map<string, Record<string, unknown>>();
    for (let index = 0; index < accepted; index += 1) {
      const state: Record<string, unknown> = { ...stateAt(index, orders) };
      expected.set(String(state.order_id), { ...expected.get(String(state.order_id)), ...state });
    }
    const maybe: Record<string, unknown> = { ...stateAt(accepted, orders) };
    let [lost, wrong] = [0, 0];
    for (const [id, state] of expected) {
      const found = privy.stored.get(id);
      if (found === undefined) lost += 1;
      const isSame = (wanted: object) =>
        Object.entries(wanted).every(
          ([name, value]) => String(found?.[name]) === String(value) || name === "order_date",
        );
      const withMaybe = String(maybe.order_id) === id ? { ...state, ...maybe } : state;
      if (found !== undefined && !isSame(state) && !isSame(withMaybe)) wrong += 1;
    }
    const { requests, repeats, overtaken } = privy;
    return {
      kills,
      producerKills,
      accepted,
      requests,
      repeats,
      mostRepeats: kills * perWorker,
      dead,
      lost,
      wrong,
      overtaken,
    };
  } finally {
    for (const { one } of running) one.kill("SIGKILL");
    privy.close();
  }
}
