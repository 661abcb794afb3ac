import { throwIfAborted } from "../abort.js";
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
  /** How long the wait may take. Milliseconds; default: as long as it takes. */
  readonly waitMs?: number | undefined;
}

/**
 * Waits for a place in the budget and takes it.
 *
 * @throws RateLimitError when a day's budget is spent, or the wait would take longer than it may; the signal's own reason when it is aborted
 */
export async function reservePlace(
  budget: RateGate,
  { priority, signal, clock, waitMs = LONGEST_TIMER_MS }: ReservationOptions,
): Promise<RateReservation> {
  throwIfAborted(signal);
  const warnings: [code: string, message: string][] = [];
  const place: RateCall & { deadlineAt: number } = {
    operation: "a reserved request",
    priority,
    deadlineAt: clock.now() + waitMs,
    timeoutMs: DEFAULTS.deadlineMs,
    signal,
    attempts: 0,
    clock,
    onWait: () => undefined,
    onWarning: (...warning) => void warnings.push(warning),
  };
  const wait = budget.enter(place);
  if (wait !== undefined) {
    let hasGivenUp = false;
    const given = new Promise<never>((_, reject) => {
      const onAbort = (): void => {
        hasGivenUp = true;
        wait.giveUp();
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      wait.turn.finally(() => signal?.removeEventListener("abort", onAbort)).catch(() => undefined);
    });
    await Promise.race([wait.turn, given]);
    // The turn had come, and was given back before it was used.
    if (hasGivenUp) throwIfAborted(signal);
  }
  // From now on it is held, and not abandoned.
  place.deadlineAt = clock.now() + LONGEST_TIMER_MS;
  /** The request that has the place; nothing before it is taken. */
  let taker: RateCall | undefined;
  let isOver = false;

  const reservation: RateReservation & RateGate = {
    enter(call) {
      if (isOver || taker !== undefined) return budget.enter(call);
      taker = call;
      for (const warning of warnings) call.onWarning(...warning);
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
