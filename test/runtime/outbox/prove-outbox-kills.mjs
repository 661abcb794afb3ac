import { setTimeout as sleep } from "node:timers/promises";
import { startStandIn } from "../../slow/queue/stand-in.ts";
import { judge, ORDERS, stateAt } from "../../slow/queue/states.ts";
import { openWorkerdOutbox } from "./workerd-outbox.mjs";

/** Orders that an object has under way. */
const atOnce = 4;
const longestWaitMs = 120_000;

/** Kills workerd at random instants, while states come in and go out. "Lost" and "wrong" are judged apart. */
export async function proveOutboxKills(kills) {
  const privy = await startStandIn();
  const variables = { PRIVY_API_TOKEN: "pk_proof", PRIVY_BASE_URL: `http://127.0.0.1:${privy.port}` };
  const outbox = await openWorkerdOutbox("proof-worker.ts", variables);
  /** The state that is handed over next; one that was not accepted is handed over again. */
  let next = 0;
  const handOver = async () => {
    const response = await outbox.fetch({ method: "POST", body: JSON.stringify(stateAt(next, ORDERS)) });
    if (response.status !== 200) throw new Error(`the Worker responded with ${response.status}`);
    next += 1;
  };
  const stats = async () => (await outbox.fetch()).json();
  const until = async (what, holds) => {
    for (const end = Date.now() + longestWaitMs; Date.now() < end; await sleep(50)) if (await holds()) return;
    throw new Error(`${what} did not come about: ${JSON.stringify(await stats())}\n${outbox.log()}`);
  };
  try {
    for (let count = 0; count < kills; count += 1) {
      let isAlive = true;
      const [begun, sent] = [next, privy.requests];
      const handingOver = (async () => {
        while (isAlive)
          await handOver().catch((error) => {
            if (isAlive) throw error;
          });
      })();
      await until("work after a kill", () => next > begun + 20 && privy.requests > sent);
      await sleep(Math.random() * 300);
      isAlive = false;
      await outbox.kill();
      await handingOver;
      await outbox.start();
    }
    await handOver();
    await until("an empty outbox", async () => {
      const { waiting, underWay } = await stats();
      return waiting + underWay === 0;
    });
    const { dead } = await stats();
    const { lost, wrong } = judge(privy.stored, next);
    const { requests, repeats, overtaken } = privy;
    // What was under way at a kill, and the state that was being handed over.
    const mostRepeats = kills * (atOnce + 1);
    const isGood = lost.length + wrong + overtaken + dead === 0 && repeats <= mostRepeats;
    return {
      kills,
      states: next,
      requests,
      repeats,
      mostRepeats,
      dead,
      lost: lost.length,
      wrong,
      overtaken,
      isGood,
    };
  } finally {
    await outbox.close();
    privy.close();
  }
}
