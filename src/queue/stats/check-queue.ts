import type { AccountCounts, EngineFinding } from "../engine/queue-engine.js";
import type { HoldReason } from "../observing/queue-observer.js";
import type { QueueContext } from "../queue-context.js";
import { QUEUE_DEFAULTS } from "../queue-options.js";
import { FOR_EVER_MS, type HoldBoard } from "../worker/hold-board.js";
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

interface Seen {
  readonly board: HoldBoard;
  readonly counts: readonly AccountCounts[];
  /** When a worker was last seen. */
  readonly seenMs: number | undefined;
  readonly nowMs: number;
}

function checkWorker({ board, counts, seenMs, nowMs }: Seen): EngineFinding {
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

/** What a person has to do about a hold; nothing for those that end by themselves, or by the person who paused. */
const remedies: Partial<Record<HoldReason, string>> = {
  credentials: "Privy refuses the token or the integration token; change it, then resume",
  wrong_address: "what responds there is not Privy; correct the base URL, then resume",
  unknown_account: "work({ client }) knows no account of that name",
  unknown_integration: "work({ integrations }) lacks a name that orders were enqueued with",
};

function checkHolds(board: HoldBoard, accounts: readonly string[], nowMs: number): EngineFinding[] {
  return accounts.flatMap((account) => {
    const hold = board.heldBy(account, nowMs);
    if (hold === undefined) return [];
    const { reason, untilMs } = hold;
    const until = untilMs >= FOR_EVER_MS ? "it is resumed" : new Date(untilMs).toISOString();
    const remedy = remedies[reason];
    const message = `held until ${until}: ${reason}${remedy === undefined ? "" : `; ${remedy}`}`;
    return [{ ok: remedy === undefined, subject: `account ${account}`, message }];
  });
}

/** What a doctor should know of a queue: of its engine, its lease, its workers and what holds its accounts. */
export async function checkQueue(context: QueueContext): Promise<readonly EngineFinding[]> {
  const { engine, board, clock } = context;
  const ofEngine = (await engine.check?.()) ?? [];
  const nowMs = Math.floor(clock.now());
  await board.refresh(nowMs, 0);
  const [notes, counts] = await Promise.all([engine.readNotes(), engine.counts(nowMs)]);
  const accounts = counts.map(({ account }) => account);
  const worker = checkWorker({ board, counts, seenMs: lastBeat(notes), nowMs });
  return [...ofEngine, checkLease(context), worker, ...checkHolds(board, accounts, nowMs)];
}
