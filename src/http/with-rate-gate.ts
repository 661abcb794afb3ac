import type { Clock } from "./clock.js";
import { eventOf, notify } from "./observing/notify.js";
import type { Observer } from "./observing/observer.js";
import type { RateBudget } from "./rate/rate-budget.js";
import { retryAfterMs } from "./retry/retry-after.js";
import type { HttpAnswer, Transport } from "./transport.js";

export interface RateGateOptions {
  readonly clock: Clock;
  readonly observer?: Observer | undefined;
}

/** Holds every attempt back until the budget has room for it, and tells the budget what the answer said. */
export function withRateGate(
  next: Transport<HttpAnswer>,
  budget: RateBudget,
  options: RateGateOptions,
): Transport<HttpAnswer> {
  const { clock, observer } = options;
  return async (call) => {
    const turn = budget.enter(call, clock, (delayMs) =>
      notify(observer, "onWait", { ...eventOf(call), reason: "rate_limit", delayMs }),
    );
    if (turn !== undefined) await turn;
    const sentBefore = call.attempts;
    let answer: HttpAnswer | undefined;
    try {
      answer = await next(call);
      return answer;
    } finally {
      const shutMs =
        answer?.status === 429
          ? retryAfterMs(answer.headers.get("retry-after"), answer.headers.get("date"), clock.now())
          : undefined;
      budget.leave(call, clock, { headers: answer?.headers, sent: call.attempts > sentBefore, shutMs });
    }
  };
}
