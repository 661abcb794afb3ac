import { InvalidInputError } from "../errors/invalid-input-error.js";
import type { StoredLetter } from "./engine/stored-state.js";
import type { RepairOptions } from "./order-queue.js";
import { readPayload } from "./payload/envelope.js";
import type { QueueContext } from "./queue-context.js";
import { QUEUE_DEFAULTS } from "./queue-options.js";

/** How many letters are written at once, so that a million of them are never in memory. */
const portion = 500;

/** Removes outdated data. */
export async function pruneQueue({ engine, clock, keepDeadMs }: QueueContext): Promise<void> {
  const nowMs = Math.floor(clock.now());
  const watermarkMs = nowMs - QUEUE_DEFAULTS.keepVersionDays * 86_400_000;
  await engine.prune({ deadMs: nowMs - keepDeadMs, watermarkMs });
}

/** Turns unreadable states into dead letters. Only on request, since a newer worker, or one with the key, may read them. */
async function buryUnreadable({ engine, sealing, clock }: QueueContext): Promise<number> {
  let buried = 0;
  let letters: StoredLetter[] = [];
  const flush = async (): Promise<void> => {
    if (letters.length > 0) buried += await engine.bury(letters);
    letters = [];
  };
  for await (const state of engine.states({})) {
    const read = await readPayload(state, sealing);
    if (read.readable) continue;
    const diedAt = Math.floor(clock.now());
    letters.push({ state, reason: "unreadable", code: read.problem, fields: [], diedAt, attempts: 0 });
    if (letters.length >= portion) await flush();
  }
  await flush();
  return buried;
}

/** Repairs what crashes have left. Returns how many orders were changed. */
export async function repairQueue(context: QueueContext, options: RepairOptions = {}): Promise<number> {
  const { unreadable = "keep" } = options ?? {};
  if (unreadable !== "keep" && unreadable !== "dead")
    throw new InvalidInputError("Nothing was repaired", [
      { code: "invalid", path: ["unreadable"], message: 'must be "keep" or "dead"' },
    ]);
  const { engine, clock } = context;
  await pruneQueue(context);
  const repaired = await engine.repair(Math.floor(clock.now()));
  const buried = unreadable === "dead" ? await buryUnreadable(context) : 0;
  context.wake();
  return repaired + buried;
}
