import { setTimeout as sleep } from "node:timers/promises";
import { openPlace, type Place } from "./place.js";
import { type Running, start, until } from "./processes.js";
import { startStandIn } from "./stand-in.js";
import { judge, ORDERS, stateAt } from "./states.js";

/** Orders that a worker has under way. */
const perWorker = 4;

type Role = "worker" | "producer";

/** Kills workers and producers at random instants, under load. "Lost" and "wrong" are judged apart. */
export async function proveKills(place: Place, kills: number): Promise<Record<string, number | boolean>> {
  const privy = await startStandIn();
  const { queue, close } = await openPlace(place);
  const running: { readonly role: Role; readonly one: Running }[] = [];
  let before = 0;
  const producer = (): Running | undefined => running.find(({ role }) => role === "producer")?.one;
  /** How many states are accepted: what producers have said. */
  const accepted = (): number => {
    const last = producer()?.lines.findLast((line) => line.startsWith("accepted "));
    return last === undefined ? before : Number(last.slice(9)) + 1;
  };
  const begin = (role: Role): void => {
    running.push({ role, one: start(role, place, { args: [privy.port, before, ORDERS] }) });
  };
  const kill = async (index: number): Promise<Role> => {
    const [killed] = running.slice(index, index + 1);
    if (killed === undefined) throw new Error("nothing runs");
    killed.one.kill("SIGKILL");
    await killed.one.ended;
    before = accepted();
    running.splice(index, 1);
    return killed.role;
  };
  const killed = { worker: 0, producer: 0 };
  try {
    for (const role of ["producer", "worker", "worker"] as const) begin(role);
    await until("the first orders", () => privy.requests > 20 && accepted() > 50);
    for (let count = 0; count < kills; count += 1) {
      await sleep(200 + Math.random() * 600);
      const wanted = count % 4 === 1 ? "producer" : "worker";
      const role = await kill(running.findIndex((one) => one.role === wanted));
      killed[role] += 1;
      begin(role);
      const [requests, states] = [privy.requests, accepted()];
      await until("work after a kill", () => privy.requests > requests && accepted() > states);
    }
    await kill(running.findIndex(({ role }) => role === "producer"));
    killed.producer += 1;
    // What was under way then may have been kept or not; so a store hands it over again.
    await queue.enqueue(stateAt(before, ORDERS));
    await until("an empty queue", async () => {
      const { waiting, underWay } = await queue.stats();
      return waiting + underWay === 0;
    });
    const { dead } = await queue.stats();
    const states = before + 1;
    const { lost, wrong } = judge(privy.stored, states);
    const { requests, repeats, overtaken } = privy;
    const mostRepeats = killed.worker * perWorker + killed.producer;
    const isGood = lost.length + wrong + overtaken + dead === 0 && repeats <= mostRepeats;
    const figures = { requests, repeats, mostRepeats, dead, lost: lost.length, wrong, overtaken };
    return { kills, ofProducers: killed.producer, states, ...figures, isGood };
  } finally {
    for (const { one } of running) {
      one.kill("SIGKILL");
      await one.ended;
    }
    await close();
    privy.close();
  }
}
