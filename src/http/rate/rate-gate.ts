import type { Wait } from "../call/wait.js";
import type { ReceivedResponse } from "../response/received-response.js";
import type { RateCall } from "./rate-call.js";

declare const opaque: unique symbol;

/**
 * One account's rate limit, shared by every client that is given it: made by `createRateBudget`, or, for several processes,
 * by `createSharedRateBudget`. It is handed on and not looked into; where processes keep their pace is a `RateStore`.
 */
export interface RateBudget {
  readonly [opaque]?: true;
}

/** How a request ended, for the budget. */
export interface RateOutcome {
  /** Absent when none arrived. */
  readonly response: ReceivedResponse | undefined;
  /** Whether anything was sent at all. */
  readonly sent: boolean;
}

/** A budget as calls meet it. */
export interface RateGate extends RateBudget {
  /**
   * Lets a request pass at once (then nothing is returned), or makes it wait for its turn.
   *
   * @throws RateLimitError at once when the turn cannot come before the call's deadline, or a day's budget is spent
   */
  enter(call: RateCall): Wait<void> | undefined;
  /** The request of this call is over. */
  leave(call: RateCall, outcome: RateOutcome): void;
}

/** The gate that a budget is. */
export function gateOf(budget: RateBudget): RateGate {
  // Every function that makes a budget makes a gate, and what a caller passes is checked for it.
  return budget as RateGate;
}
