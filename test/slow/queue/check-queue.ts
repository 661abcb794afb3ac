// Proves what durable delivery promises: npm run check:queue, or
// node --import tsx test/slow/queue/check-queue.ts <kills> <freezes> <orders in the outage> [engine ...]
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engines } from "./engines.js";
import { proveFrozen } from "./frozen.js";
import { proveKills } from "./kill.js";
import { proveOutage } from "./outage.js";

const [kills = "20", freezes = "5", orders = "2000", ...named] = process.argv.slice(2);
const chosen = named.length > 0 ? named : Object.keys(engines);
const failures: string[] = [];

function print(title: string, row: Record<string, number>, isGood: boolean): void {
  console.log(
    `${isGood ? "ok " : "BAD"} ${title}: ${Object.entries(row)
      .map(([name, value]) => `${name} ${value}`)
      .join(", ")}`,
  );
  if (!isGood) failures.push(title);
}

async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "privy-orders-queue-"));
  try {
    await run(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

for (const engine of chosen) {
  await inFolder(async (folder) => {
    const row = await proveKills(engine, folder, Number(kills));
    const { lost, wrong, overtaken, dead, repeats = 0, mostRepeats = 0 } = row;
    const isGood = lost === 0 && wrong === 0 && overtaken === 0 && dead === 0 && repeats <= mostRepeats;
    print(`${engine}, kill -9`, row, isGood);
  });
  // A process that is frozen within a transaction keeps SQLite's lock for as long as it is frozen, and the proof waits for it.
  if (Number(freezes) > 0)
    await inFolder(async (folder) => {
      const row = await proveFrozen(engine, folder, Number(freezes));
      print(`${engine}, a frozen worker`, row, row.newest === row.times && row.overtaken === 0);
    });
}
if (Number(orders) > 0) {
  const row = await proveOutage(Number(orders));
  const { delivered, dead, offPercent = 100 } = row;
  print("ten hours without Privy", row, delivered === Number(orders) && dead === 0 && offPercent <= 5);
}
console.log(failures.length === 0 ? "\nqueue: all proven" : `\nqueue: ${failures.join("; ")}`);
process.exit(failures.length === 0 ? 0 : 1);
