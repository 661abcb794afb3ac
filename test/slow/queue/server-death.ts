import { setTimeout as sleep } from "node:timers/promises";
import { PrivyClient } from "privy-orders";
import type { Service } from "../../support/services.js";
import { openPlace, type Place } from "./place.js";
import { until } from "./processes.js";
import { startStandIn } from "./stand-in.js";
import { judge, ORDERS, stateAt } from "./states.js";

/** Orders under way at once. */
const concurrency = 4;

/** What happens to the engine's server. */
export interface Blow {
  /** What the table calls it: `kill -9`. */
  readonly name: string;
  /** How long before a blow what was accepted may be lost. Milliseconds; 0 where nothing may be. */
  readonly graceMs: number;
  /** `isHeard` resolves when the store has been notified: an `enqueue` has rejected. */
  strike(service: Service, isHeard: () => Promise<void>): Promise<void>;
}

/** A crashed server may need a moment until its last process is gone. */
async function startAgain(service: Service): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await service.start();
    } catch (error) {
      if (tries === 20) throw error;
      await sleep(500);
    }
  }
}

async function away(service: Service, end: () => Promise<void>, isHeard: () => Promise<void>): Promise<void> {
  await end();
  await isHeard();
  await startAgain(service);
}

/** Ends all connections of PostgreSQL's clients, as a network does. */
async function cut(service: Service): Promise<void> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ host: "127.0.0.1", port: service.port, user: "postgres" });
  await client.connect();
  await client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'",
  );
  await client.end();
}

/** What is done to each server. */
export const blows: Readonly<Record<"killed" | "restarted" | "cut", Omit<Blow, "graceMs">>> = {
  killed: { name: "killed (-9)", strike: (service, isHeard) => away(service, service.kill, isHeard) },
  restarted: { name: "restarted", strike: (service, isHeard) => away(service, service.end, isHeard) },
  cut: { name: "all connections cut", strike: cut },
};

/** The server dies and comes back, again and again, under load. What `enqueue` has accepted must arrive. */
export async function proveServerDeath(
  place: Place,
  service: Service,
  { blow, times }: { readonly blow: Blow; readonly times: number },
): Promise<Record<string, number | string | boolean>> {
  const privy = await startStandIn();
  const { queue, close } = await openPlace(place);
  const client = new PrivyClient({ token: "proof", baseUrl: `http://127.0.0.1:${privy.port}/v1` });
  let [refused, workerErrors] = [0, 0];
  const observer = {
    onEngineError() {
      workerErrors += 1;
    },
  };
  const worker = queue.work({ client, lingerMs: 0, concurrency, observer });
  const acceptedAt: number[] = [];
  const struckAt: number[] = [];
  let isOver = false;
  const produce = async (): Promise<void> => {
    while (!isOver) {
      try {
        await queue.enqueue(stateAt(acceptedAt.length, ORDERS));
        acceptedAt.push(Date.now());
        await sleep(5);
      } catch {
        // It may have been kept or not; a store tries again.
        refused += 1;
        await sleep(50);
      }
    }
  };
  const producing = produce();
  try {
    for (let time = 0; time < times; time += 1) {
      const [requests, states, heard] = [privy.requests, acceptedAt.length, refused];
      await until("load", () => privy.requests > requests + 10 && acceptedAt.length > states + 50);
      await sleep(Math.random() * 500);
      struckAt.push(Date.now());
      await blow.strike(service, () => until("a refused order", () => refused > heard, 60_000));
    }
    const states = acceptedAt.length;
    await until("load", () => acceptedAt.length > states + 20);
    isOver = true;
    await producing;
    await until("an empty queue", async () => {
      const { waiting, underWay } = await queue.stats();
      return waiting + underWay === 0;
    });
    const { lost, wrong } = judge(privy.stored, acceptedAt.length);
    const isRecent = (index: number): boolean => {
      const at = acceptedAt[index] ?? 0;
      return struckAt.some((struck) => at <= struck && at > struck - blow.graceMs);
    };
    const lostForLong = lost.filter((index) => !isRecent(index)).length;
    const { requests, repeats, overtaken } = privy;
    const mostRepeats = times * concurrency + refused;
    const isGood =
      lostForLong + overtaken === 0 && (wrong === 0 || blow.graceMs > 0) && repeats <= mostRepeats;
    const figures = {
      requests,
      repeats,
      lost: lost.length,
      lostForLong,
      wrong,
      overtaken,
      refused,
      workerErrors,
    };
    return { blow: blow.name, times, states: acceptedAt.length, ...figures, isGood };
  } finally {
    isOver = true;
    await worker.stop({ graceMs: 0 });
    await producing;
    await close();
    privy.close();
  }
}
