import pRetry from "p-retry";
import { PrivyOrdersError } from "../errors/privy-orders-error.js";
import { sleep } from "./abort.js";
import type { Clock } from "./clock.js";
import { eventOf, notify } from "./observing/notify.js";
import type { Observer } from "./observing/observer.js";
import { backoffMs } from "./retry/backoff.js";
import { decideRetry, mayHaveBeenProcessed } from "./retry/retry-policy.js";
import type { AcceptedAnswer, Call, Transport } from "./transport.js";

export interface RetryOptions {
  readonly clock: Clock;
  readonly maxRetryDelayMs: number;
  readonly backoffBaseMs: number;
  /** From 0 (included) to 1 (excluded). */
  readonly random: () => number;
  readonly observer?: Observer | undefined;
}

/** Anything that must end the loop as it is, an abort's reason above all: p-retry would wrap what is no Error. */
interface Stopped {
  readonly reason: unknown;
}

/** Repeats failed attempts. p-retry is the loop; whether and when to go on is `decideRetry`'s to say. */
export function withRetry(next: Transport, options: RetryOptions): Transport {
  const { clock, observer } = options;

  /** Pauses before the next attempt, or says by `false` that this error is final. */
  const pauseAfter = async (call: Call, error: PrivyOrdersError, attempt: number): Promise<boolean> => {
    const decision = decideRetry({
      error,
      // The repetition after a 401 was a request, too.
      attempt: Math.max(attempt, call.attempts),
      maxAttempts: call.maxAttempts,
      backoffMs: backoffMs(attempt, options.backoffBaseMs, options.maxRetryDelayMs, options.random()),
      maxRetryDelayMs: options.maxRetryDelayMs,
      deadlineLeftMs: call.deadlineAt - clock.now(),
    });
    if (!decision.retry) return false;
    const status = error.status === undefined ? {} : { status: error.status };
    notify(observer, "onRetry", {
      ...eventOf(call),
      attempt,
      delayMs: decision.delayMs,
      errorCode: error.code,
      ...status,
    });
    if (decision.delayMs > 0) await sleep(clock, decision.delayMs, call.signal);
    return true;
  };

  return async (call) => {
    const attemptOnce = async (attempt: number): Promise<AcceptedAnswer | Stopped> => {
      const sentBefore = call.attempts;
      try {
        call.signal.throwIfAborted();
        return await next(call);
      } catch (error) {
        if (call.signal.aborted || !(error instanceof PrivyOrdersError)) return { reason: error };
        // Nothing was sent: the rate-limit gate or the token source refused, and has weighed patience itself.
        if (call.attempts === sentBefore) return { reason: error };
        if (mayHaveBeenProcessed(error)) call.uncertain = true;
        try {
          if (!(await pauseAfter(call, error, attempt))) return { reason: error };
        } catch (abortReason) {
          return { reason: abortReason };
        }
        throw error;
      }
    };
    // Almost every call goes through at its first attempt: p-retry, whose preparations take longer than all else that is
    // done here, is for those that do not.
    const result = await attemptOnce(1).catch(() =>
      pRetry((repetition) => attemptOnce(repetition + 1), {
        retries: Math.max(0, call.maxAttempts - 2),
        minTimeout: 0,
        maxTimeout: 0,
      }),
    );
    if ("reason" in result) throw result.reason;
    return result;
  };
}
