import type { AccountCounts, EngineFinding } from "../engine/queue-engine.js";
import type { HoldReason } from "../observing/queue-observer.js";
import type { QueueContext } from "../queue-context.js";
import { QUEUE_DEFAULTS } from "../queue-options.js";
import { FOR_EVER_MS, type HoldBoard } from "../worker/hold-board.js";
import { checkReadable } from "./check-readable.js";
import { lastBeat } from "./worker-beat.js";

/** How much longer than a delivery a lease must last, in milliseconds. */
const leaseMarginMs = 10_000;
/** After this time without a beat, which come twice a minute, workers count as gone, in milliseconds. */
const silentMs = 120_000;
/** How long an order may wait before a missing worker is a fault and not a restart, in milliseconds. */
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

/** Returns what to do about a hold; undefined for one that ends by itself, or by `resume`. */
const remedies: Partial<Record<HoldReason, string>> = {
  credentials: "Privy refuses the token or the integration token; change it, then resume",
  wrong_address: "the server is not Privy; correct the base URL, then resume",
  unknown_account: "work({ client }) has no client for that account, or its function fails; add or mend it",
  unknown_integration:
    "work({ integrations }) has no token for a name that orders were enqueued with; add it",
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

/** Returns findings about a queue: its engine, its lease, its workers and its holds. */
export async function checkQueue(context: QueueContext): Promise<readonly EngineFinding[]> {
  const { engine, board, clock } = context;
  const ofEngine = (await engine.check?.()) ?? [];
  const nowMs = Math.floor(clock.now());
  await board.refresh(nowMs, 0);
  const [notes, counts] = await Promise.all([engine.readNotes(), engine.counts(nowMs)]);
  const accounts = counts.map(({ account }) => account);
  const worker = checkWorker({ board, counts, seenMs: lastBeat(notes), nowMs });
  const payloads = await checkReadable(context);
  return [...ofEngine, checkLease(context), payloads, worker, ...checkHolds(board, accounts, nowMs)];
}
