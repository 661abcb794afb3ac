import type { EngineFinding } from "../engine/queue-engine.js";
import type { QueueContext } from "../queue-context.js";
import { QUEUE_DEFAULTS } from "../queue-options.js";
import { lastBeat } from "./worker-beat.js";

/** A lease lasts so much longer than a delivery can take, at least. Milliseconds. */
const leaseMarginMs = 10_000;
/** Workers show themselves twice a minute; after that one of them counts as gone. Milliseconds. */
const silentMs = 120_000;
/** So long may an order wait before the absence of a worker is a fault and not a restart. Milliseconds. */
const patientMs = 300_000;

const seconds = (durationMs: number): string => `${Math.round(durationMs / 1000)} s`;

function checkLease({ leaseMs }: QueueContext): EngineFinding {
  const leastMs = QUEUE_DEFAULTS.deliveryMs + leaseMarginMs;
  const ok = leaseMs >= leastMs;
  const message = ok
    ? `${seconds(leaseMs)}, longer than a delivery can take`
    : `${seconds(leaseMs)} is too short: a second worker may take an order that is being sent; set leaseMs to ${leastMs} or more`;
  return { ok, subject: "lease", message };
}

async function checkWorker({ engine, board, clock }: QueueContext): Promise<EngineFinding> {
  const nowMs = Math.floor(clock.now());
  await board.refresh(nowMs, 0);
  const [notes, counts] = await Promise.all([engine.readNotes(), engine.counts(nowMs)]);
  const seenMs = lastBeat(notes);
  const isAlive = seenMs !== undefined && nowMs - seenMs < silentMs;
  const isNeeded = counts.some(
    ({ account, oldestAt }) =>
      oldestAt !== undefined && nowMs - oldestAt > patientMs && board.heldBy(account, nowMs) === undefined,
  );
  const seen =
    seenMs === undefined ? "none has worked yet" : `last seen at ${new Date(seenMs).toISOString()}`;
  if (isAlive) return { ok: true, subject: "worker", message: seen };
  if (!isNeeded) return { ok: true, subject: "worker", message: `${seen}; nothing is overdue` };
  const message = `${seen}, and orders wait: start a process that calls work()`;
  return { ok: false, subject: "worker", message };
}

/** What a doctor should know of a queue: of its engine, its lease and its workers. */
export async function checkQueue(context: QueueContext): Promise<readonly EngineFinding[]> {
  const ofEngine = (await context.engine.check?.()) ?? [];
  return [...ofEngine, checkLease(context), await checkWorker(context)];
}
