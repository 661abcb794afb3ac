import { PrivyOrdersError } from "../errors/privy-orders-error.js";
import { sleep } from "./abort.js";
import { backoffMs } from "./backoff.js";
import type { Clock } from "./clock.js";
import { eventOf, notify } from "./notify.js";
import type { Observer } from "./observer.js";
import { decideRetry, mayHaveBeenProcessed } from "./retry-policy.js";
import type { Call, Transport } from "./transport.js";

export interface RetryOptions {
  readonly clock: Clock;
  readonly maxRetryDelayMs: number;
  readonly backoffBaseMs: number;
  /** From 0 (included) to 1 (excluded). */
  readonly random: () => number;
  readonly observer?: Observer | undefined;
}

/** Repeats failed attempts as long as `decideRetry` says so; an abort, and what is no error of ours, ends it as it is. */
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
    for (let attempt = 1; ; attempt++) {
      const sentBefore = call.attempts;
      try {
        call.signal.throwIfAborted();
        return await next(call);
      } catch (error) {
        if (call.signal.aborted || !(error instanceof PrivyOrdersError)) throw error;
        // Nothing was sent: the rate-limit gate or the token source refused, and has weighed patience itself.
        if (call.attempts === sentBefore) throw error;
        if (mayHaveBeenProcessed(error)) call.uncertain = true;
        if (!(await pauseAfter(call, error, attempt))) throw error;
      }
    }
  };
}
