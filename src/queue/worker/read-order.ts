import type { TakenOrder } from "../engine/queue-engine.js";
import type { StoredLetter } from "../engine/stored-state.js";
import { readPayload } from "../payload/envelope.js";
import type { QueuedState } from "../payload/queued-state.js";
import type { Sealing } from "../payload/sealing.js";
import { judgeWaiting } from "../verdict/judge-delivery.js";
import { planTurn, type QueueTurn } from "../verdict/next-turn.js";
import type { LateRule } from "./work-options.js";

/** What to do with a leased order. */
export type OrderPlan =
  | { readonly kind: "unreadable" }
  | { readonly kind: "linger"; readonly untilMs: number }
  | { readonly kind: "dead"; readonly letters: readonly StoredLetter[]; readonly stale: readonly string[] }
  | { readonly kind: "nothing"; readonly stale: readonly string[] }
  | {
      readonly kind: "send";
      readonly turn: QueueTurn;
      readonly stale: readonly string[];
      /** How long its oldest state has waited. Milliseconds. */
      readonly ageMs: number;
      readonly isLate: boolean;
    };

export interface ReadOrderOptions {
  readonly nowMs: number;
  readonly lingerMs: number;
  readonly late: LateRule;
  readonly sealing: Sealing | undefined;
}

const idsOf = (states: readonly QueuedState[]): string[] => states.map(({ id }) => id);

/** Reads the states of an order and plans its next request. */
export async function readOrderPlan(
  taken: TakenOrder,
  { nowMs, lingerMs, late, sealing }: ReadOrderOptions,
): Promise<OrderPlan> {
  const read = await Promise.all(taken.states.map((stored) => readPayload(stored, sealing)));
  const states = read.flatMap((one) => (one.readable ? one.state : []));
  // An unreadable state may change the meaning of the others, so they wait for a worker that can read them all.
  if (states.length < read.length) return { kind: "unreadable" };
  const { turn, stale: staleStates } = planTurn(states, taken.watermark);
  const stale = idsOf(staleStates);
  if (turn === undefined) return { kind: "nothing", stale };
  const since = Math.min(...states.map(({ at, replayedAt }) => replayedAt ?? at));
  const ageMs = Math.max(0, nowMs - since);
  const isFresh = taken.attempts === 0 && states.every(({ replayedAt }) => replayedAt === undefined);
  // A clock that was set back must not delay an order for longer than the linger itself.
  if (isFresh && since <= nowMs && ageMs < lingerMs) return { kind: "linger", untilMs: since + lingerMs };
  const { crashes, attempts } = taken;
  const verdict = judgeWaiting({ crashes, ageMs, late });
  if (verdict !== undefined) {
    const { reason, fields } = verdict;
    const letters = taken.states
      .filter(({ id }) => !stale.includes(id))
      .map((state) => ({ state, reason, fields, diedAt: nowMs, attempts }));
    return { kind: "dead", letters, stale };
  }
  return { kind: "send", turn, stale, ageMs, isLate: ageMs > late.afterMs };
}
