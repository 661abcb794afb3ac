import { execFileSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PrivyClient } from "privy-orders";
import { openPlace, type Place } from "./place.js";
import { start, until } from "./processes.js";
import { startStandIn } from "./stand-in.js";
import { judge } from "./states.js";

const diskKilobytes = 4_096;
/** Each state an order of its own. */
const manyOrders = 99_991;

/** Mounts a small disk; the reason why it could not. */
function mount(disk: string, kilobytes: number, options = ""): string | undefined {
  const size = `${options}size=${kilobytes}k`;
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", size, "tmpfs", disk], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    return undefined;
  } catch (error) {
    return String(error).split("\n")[1] ?? "mount failed";
  }
}

/** The disk under the queue is full: `enqueue` rejects, the worker is notified, and with room again all that was accepted arrives. */
export async function proveFullDisk(given: Place): Promise<Record<string, number | string | boolean>> {
  const folder = join(given.folder, "small-disk");
  await mkdir(folder);
  const place = { ...given, folder };
  const reason = mount(folder, diskKilobytes);
  const isMounted = reason === undefined;
  if (!isMounted) console.log(`A small disk could not be mounted (${reason}): files are limited instead.`);
  const privy = await startStandIn();
  const limit = isMounted ? {} : { limitKilobytes: diskKilobytes };
  // Nothing listens there: what waits stays in the queue.
  const filler = start("filler", place, { args: [9, 0, manyOrders], ...limit });
  const said = (begin: string): readonly string[] => filler.lines.filter((line) => line.startsWith(begin));
  try {
    await until("a refused order", () => said("refused").length === 3);
    await until("a worker that is notified", () => said("worker").length > 0);
    filler.kill("SIGKILL");
    await filler.ended;
    if (isMounted) mount(folder, diskKilobytes * 100, "remount,");
    const accepted = said("accepted").length;
    const { queue, close } = await openPlace(place);
    const client = new PrivyClient({ token: "proof", baseUrl: `http://127.0.0.1:${privy.port}/v1` });
    await queue.resume();
    const worker = queue.work({ client, lingerMs: 0 });
    await until("an empty queue", async () => {
      const { waiting, underWay } = await queue.stats();
      return waiting + underWay === 0;
    });
    await worker.stop();
    await close();
    const { lost, wrong } = judge(privy.stored, accepted, manyOrders);
    const disk = isMounted ? `tmpfs ${diskKilobytes} kB` : `ulimit -f ${diskKilobytes}`;
    const codeOf = (line: string | undefined): string => line?.split(" ")[1] ?? "none";
    const [enqueueError, workerError] = [codeOf(said("refused")[0]), codeOf(said("worker")[0])];
    const figures = { accepted, enqueueError, workerError, lost: lost.length, wrong };
    const isGood = accepted > 50 && lost.length + wrong === 0 && enqueueError !== "none";
    return { disk, ...figures, isGood };
  } finally {
    filler.kill("SIGKILL");
    await filler.ended;
    privy.close();
    if (isMounted) execFileSync("umount", ["--lazy", folder]);
  }
}
