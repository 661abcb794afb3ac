import { type Clock, LONGEST_TIMER_MS } from "../clock.js";
import { DEFAULTS } from "../options/defaults.js";
import type { Priority } from "./priority.js";
import type { RateCall } from "./rate-call.js";
import type { RateBudget, RateGate } from "./rate-gate.js";

/**
 * A place in an account's rate limit, taken before it is known what is sent: a worker reads the newest state of an order
 * only when it may send it. The first request of the call that is given it takes the place; its repeats queue as usual.
 */
export interface RateReservation extends RateBudget {
  /** Gives the place back, unless a request has taken it. Does nothing the second time. */
  release(): void;
}

export interface ReservationOptions {
  readonly priority: Priority;
  /** Gives up the wait for the place. */
  readonly signal?: AbortSignal | undefined;
  readonly clock: Clock;
}

/**
 * Waits for a place in the budget and takes it.
 *
 * @throws RateLimitError when a day's budget is spent; the signal's own reason when it is aborted
 */
export async function reservePlace(
  budget: RateGate,
  { priority, signal, clock }: ReservationOptions,
): Promise<RateReservation> {
  signal?.throwIfAborted();
  const place: RateCall = {
    operation: "a reserved request",
    priority,
    deadlineAt: clock.now() + LONGEST_TIMER_MS,
    timeoutMs: DEFAULTS.deadlineMs,
    signal,
    attempts: 0,
    clock,
    onWait: () => undefined,
    onWarning: () => undefined,
  };
  const wait = budget.enter(place);
  if (wait !== undefined) {
    const given = new Promise<never>((_, reject) => {
      const onAbort = (): void => {
        wait.giveUp();
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      wait.turn.finally(() => signal?.removeEventListener("abort", onAbort)).catch(() => undefined);
    });
    await Promise.race([wait.turn, given]);
  }
  /** The request that has the place; nothing before it is taken. */
  let taker: RateCall | undefined;
  let isOver = false;

  const reservation: RateReservation & RateGate = {
    enter(call) {
      if (isOver || taker !== undefined) return budget.enter(call);
      taker = call;
      return undefined;
    },
    leave(call, outcome) {
      if (call !== taker || isOver) {
        budget.leave(call, outcome);
        return;
      }
      isOver = true;
      budget.leave(place, outcome);
    },
    release() {
      if (isOver || taker !== undefined) return;
      isOver = true;
      budget.leave(place, { response: undefined, sent: false });
    },
  };
  return reservation;
}
