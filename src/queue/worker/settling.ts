import type { Settlement, TakenOrder } from "../engine/queue-engine.js";
import type { StoredLetter } from "../engine/stored-state.js";
import { notifyQueue } from "../observing/notify-queue.js";
import type { HoldReason, PutOffReason } from "../observing/queue-observer.js";
import type { DeliveryVerdict } from "../verdict/delivery-verdict.js";
import type { QueueTurn } from "../verdict/next-turn.js";
import type { WorkerState } from "./worker-state.js";

/** An account without a client or an integration without a token is looked at again after that. Milliseconds. */
const unknownNameMs = 60_000;
/** An order whose 404 held its account goes a moment after the others, so that one of them is the probe. Milliseconds. */
const afterOthersMs = 1_000;

/** Ends a lease. */
export interface Settling {
  /** Removes the states that need no delivery. */
  release(): Promise<void>;
  putOff(reason: PutOffReason, delayMs: number): Promise<void>;
  bury(letters: readonly StoredLetter[]): Promise<void>;
  /** Holds the account, because a name is unknown in this process. */
  holdFor(reason: "unknown_account" | "unknown_integration"): Promise<void>;
  /** Applies a verdict. Unless it is the last, the lease continues for the next request. */
  settle(verdict: DeliveryVerdict, turn: QueueTurn, options: { readonly isLast: boolean }): Promise<void>;
}

type Retry = Extract<DeliveryVerdict, { kind: "retry" }>;

export function createSettling(state: WorkerState, taken: TakenOrder, stale: readonly string[]): Settling {
  const { context, observer } = state;
  const { engine, clock, board } = context;
  const { account, orderId, attempts } = taken;
  const event = { account, order_id: orderId };
  const pulse = state.pulseOf(account);
  let toDrop = stale;
  /** Its old place: a hold of the account reschedules no order. */
  const firstAt = Math.min(...taken.states.map(({ at }) => at));

  const settleWith = async (
    settlement: Omit<Settlement, "nowMs" | "remove" | "dead"> & Partial<Settlement>,
  ) => {
    const { remove = [], dead = [], ...rest } = settlement;
    const nowMs = Math.floor(clock.now());
    const isHeld = await engine.settle(taken, { nowMs, ...rest, dead, remove: [...toDrop, ...remove] });
    if (toDrop.length > 0) notifyQueue(observer, "onStale", { ...event, states: toDrop.length });
    toDrop = [];
    for (const { reason, fields } of dead) notifyQueue(observer, "onDead", { ...event, reason, fields });
    if (!isHeld) notifyQueue(observer, "onTakeover", { ...event, side: "lost" });
  };
  const releaseAt = (delayMs: number, count: number): Required<Pick<Settlement, "release">> => ({
    release: { atMs: Math.floor(clock.now()) + Math.max(0, Math.ceil(delayMs)), attempts: count },
  });

  const hold = async (reason: HoldReason, delayMs: number): Promise<void> => {
    const last = board.lastHold(account);
    const inARow = last?.reason === reason ? last.inARow + 1 : 1;
    const untilMs = Math.ceil(clock.now() + delayMs);
    await board.hold(account, { untilMs, reason, inARow });
    notifyQueue(observer, "onHeld", { account, reason, untilMs, inARow });
  };

  const retry = async ({ scope, reason, delayMs, countsAttempt }: Retry, turn: QueueTurn): Promise<void> => {
    if (reason === "unavailable") pulse.failuresInARow += 1;
    const failed = attempts + (countsAttempt ? 1 : 0);
    notifyQueue(observer, "onPutOff", { ...event, reason, scope, delayMs, attempts: failed });
    if (scope === "order") return settleWith(releaseAt(delayMs, failed));
    if (reason === "wrong_address") pulse.notFound(orderId, clock.now());
    // Backfill leaves a share of the budget to live orders, which may continue.
    if (reason === "rate_limited" && turn.priority === "backfill")
      pulse.backfillHeldUntilMs = clock.now() + delayMs;
    else await hold(reason, delayMs);
    if (reason === "wrong_address") return settleWith(releaseAt(delayMs + afterOthersMs, failed));
    return settleWith({ release: { atMs: firstAt, attempts: failed } });
  };

  const letterOf = (
    { reason, code, status, fields }: Extract<DeliveryVerdict, { kind: "dead" }>,
    turn: QueueTurn,
  ): StoredLetter[] =>
    taken.states
      .filter(({ id }) => turn.states.some((sent) => sent.id === id))
      .map((stored) => ({
        state: stored,
        reason,
        code,
        status,
        fields,
        diedAt: Math.floor(clock.now()),
        attempts,
      }));

  return {
    release: () => settleWith(releaseAt(0, attempts)),
    putOff(reason, delayMs) {
      notifyQueue(observer, "onPutOff", { ...event, reason, scope: "order", delayMs, attempts });
      return settleWith(releaseAt(delayMs, attempts));
    },
    bury: (dead) => settleWith({ dead, ...releaseAt(0, 0) }),
    async holdFor(reason) {
      await hold(reason, unknownNameMs);
      return settleWith({ release: { atMs: firstAt, attempts } });
    },
    async settle(verdict, turn, { isLast }) {
      const release = isLast ? releaseAt(0, 0) : {};
      switch (verdict.kind) {
        case "done": {
          const { version: watermark, states } = turn;
          await settleWith({ remove: states.map(({ id }) => id), watermark, ...release });
          pulse.delivered(orderId, clock.now());
          if (await board.delivered(account)) notifyQueue(observer, "onReleased", { account });
          return;
        }
        case "dead":
          // A refusal is a response: Privy is available.
          pulse.failuresInARow = 0;
          return settleWith({ dead: letterOf(verdict, turn), ...release });
        case "split":
          return;
        case "retry":
          return retry(verdict, turn);
      }
    },
  };
}
