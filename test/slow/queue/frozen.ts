import { setTimeout as sleep } from "node:timers/promises";
import { engines } from "./engines.js";
import { start, until } from "./processes.js";
import { startStandIn } from "./stand-in.js";
import { stateAt } from "./states.js";

const leaseMs = 1_500;

/** Freezes a worker between taking and sending; a newer state arrives by another worker; the first one wakes. */
export async function proveFrozen(
  engine: string,
  folder: string,
  times: number,
): Promise<Record<string, number>> {
  const privy = await startStandIn();
  const queue = await engines[engine]?.({ folder, leaseMs });
  if (queue === undefined) throw new Error("unknown engine");
  const frozen = start("frozen", engine, folder, leaseMs, privy.port);
  let taken = 0;
  frozen.onLine((line) => {
    if (line === "taken") taken += 1;
  });
  let newest = 0;
  try {
    for (let round = 0; round < times; round += 1) {
      const before = taken;
      await queue.enqueue({ ...stateAt(0, 1), total: 2 * round + 1 });
      await until("a taken order", () => taken > before, 60_000);
      frozen.kill("SIGSTOP");
      await queue.enqueue({ ...stateAt(0, 1), total: 2 * round + 2 });
      const other = start("worker", engine, folder, leaseMs, privy.port);
      await until("the newest state", () => privy.stored.get("1")?.total === 2 * round + 2, 60_000);
      other.kill("SIGKILL");
      await other.ended;
      frozen.kill("SIGCONT");
      await sleep(600);
      if (privy.stored.get("1")?.total === 2 * round + 2) newest += 1;
      await until("rest", async () => (await queue.stats()).underWay === 0, 60_000);
    }
    return { times, newest, overtaken: privy.overtaken };
  } finally {
    frozen.kill("SIGCONT");
    frozen.kill("SIGKILL");
    await queue.close();
    privy.close();
  }
}
