import { openPlace, type Place } from "./place.js";
import { start, until } from "./processes.js";
import { startStandIn } from "./stand-in.js";
import { stateAt } from "./states.js";

/** How many workers are frozen at once, so that one wait for their leases serves all. */
const atOnce = 5;

/**
 * Workers are frozen between taking and sending; a newer state of each order comes and is delivered by another worker; then
 * they wake. The newest state must stand.
 */
export async function proveFrozen(place: Place, times: number): Promise<Record<string, number | boolean>> {
  const privy = await startStandIn();
  const { queue, close } = await openPlace(place);
  const count = Math.min(atOnce, times);
  const frozen = Array.from({ length: count }, () => start("frozen", place, { args: [privy.port] }));
  const said = (begin: string): number =>
    frozen.reduce((sum, { lines }) => sum + lines.filter((line) => line.startsWith(begin)).length, 0);
  const { PrivyClient } = await import("privy-orders");
  const client = new PrivyClient({ token: "proof", baseUrl: `http://127.0.0.1:${privy.port}/v1` });
  const rounds = Math.ceil(times / count);
  let newest = 0;
  try {
    for (let round = 0; round < rounds; round += 1) {
      const ids = frozen.map((_, index) => round * count + index + 1);
      const enqueue = async (total: number): Promise<void> => {
        for (const id of ids) await queue.enqueue({ ...stateAt(0, 1), order_id: id, total });
      };
      const isNewest = (id: number): boolean => privy.stored.get(String(id))?.total === 2;
      await enqueue(1);
      await until("taken orders", () => said("taken") === (round + 1) * count);
      await until("frozen workers", () => frozen.every((one) => one.isStopped()));
      await enqueue(2);
      const other = queue.work({ client, lingerMs: 0 });
      await until("the newest states", () => ids.every(isNewest));
      await other.stop();
      for (const one of frozen) one.kill("SIGCONT");
      await until("the end of what was frozen", () => said("ended") === (round + 1) * count);
      newest += ids.filter(isNewest).length;
      await until("an empty queue", async () => {
        const { waiting, underWay } = await queue.stats();
        return waiting + underWay === 0;
      });
    }
    const { requests, overtaken } = privy;
    const frozenTimes = rounds * count;
    const gaveUp = said("ended lost_lease");
    const isGood = newest === frozenTimes && overtaken === 0;
    return { times: frozenTimes, newest, gaveUp, requests, overtaken, isGood };
  } finally {
    for (const one of frozen) {
      one.kill("SIGKILL");
      await one.ended;
    }
    await close();
    privy.close();
  }
}
