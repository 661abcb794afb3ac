import { hasErrorBrand } from "../errors/privy-orders-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { raceAbort } from "./abort.js";
import { Cancellation } from "./cancellation.js";
import type { Clock } from "./clock.js";
import { eventOf, notify } from "./observing/notify.js";
import type { Observer } from "./observing/observer.js";
import type { AcceptedAnswer, Call, CallOptions, HttpRequest, Transport } from "./transport.js";

/** What one call is allowed, where the caller of that call says nothing. */
export interface Patience {
  readonly timeoutMs: number;
  readonly deadlineMs: number;
  readonly maxAttempts: number;
}

/** A finished call: the accepted answer and what it took. */
export interface Completion {
  readonly answer: AcceptedAnswer;
  readonly call: Call;
  readonly durationMs: number;
}

/** The way into the kernel: starts a call, watches over its time, and tells the observer how it ended. */
export type Send = (request: HttpRequest, options?: CallOptions) => Promise<Completion>;

export interface DeadlineOptions {
  readonly clock: Clock;
  readonly patience: Patience;
  readonly host: string;
  readonly observer?: Observer | undefined;
}

function codeOf(error: unknown): { errorCode?: string; status?: number } {
  if (!hasErrorBrand(error)) return {};
  // The brand says that these fields are there.
  const { code, status } = error as { code: string; status?: number };
  return { errorCode: code, ...(status === undefined ? {} : { status }) };
}

function deadlineError(call: Call): TimeoutError {
  const fate =
    call.attempts === 0
      ? "nothing was sent"
      : `${call.attempts} ${call.attempts === 1 ? "request was" : "requests were"} sent and may have been processed`;
  return new TimeoutError(
    `${call.request.operation} was not finished within its deadline of ${call.deadlineMs} ms; ${fate}. Raise deadlineMs, or try again later.`,
    { clock: "deadline", timeoutMs: call.deadlineMs, attempts: call.attempts, retryable: true },
  );
}

/**
 * Puts a deadline around a whole call, whatever happens inside it, and joins it with the caller's own signal.
 * The promise it gives settles when either fires, even if a step inside ignores signals.
 */
export function withDeadline(next: Transport, options: DeadlineOptions): Send {
  const { clock, patience, observer, host } = options;
  let lastId = 0;
  return async (request, callOptions = {}) => {
    const outer = callOptions.signal;
    outer?.throwIfAborted();
    const cancellation = new Cancellation();
    const deadlineMs = callOptions.deadlineMs ?? patience.deadlineMs;
    const startedAt = clock.now();
    lastId += 1;
    const call: Call = {
      id: lastId,
      identity: Object.freeze({}),
      request,
      timeoutMs: callOptions.timeoutMs ?? patience.timeoutMs,
      deadlineMs,
      startedAt,
      deadlineAt: startedAt + deadlineMs,
      maxAttempts: callOptions.maxAttempts ?? patience.maxAttempts,
      priority: callOptions.priority ?? "live",
      signal: cancellation,
      expire: () => cancellation.abort(deadlineError(call)),
      attempts: 0,
      uncertain: false,
      secrets: [],
    };
    const onAbort = (): void => cancellation.abort(outer?.reason);
    outer?.addEventListener("abort", onAbort, { once: true });
    const cancelTimer = clock.setTimer(call.expire, deadlineMs, "timeout");
    if (observer !== undefined) {
      notify(observer, "onCallStart", { ...eventOf(call), priority: call.priority, host });
      for (const { code, message } of request.warnings ?? []) {
        notify(observer, "onWarning", { ...eventOf(call), code, message });
      }
    }
    const settle = (
      result: "succeeded" | "failed" | "aborted",
      rest: { errorCode?: string; status?: number },
    ): number => {
      const durationMs = Math.max(0, clock.now() - startedAt);
      if (observer !== undefined) {
        notify(observer, "onSettled", {
          ...eventOf(call),
          result,
          attempts: call.attempts,
          durationMs,
          ...rest,
        });
      }
      return durationMs;
    };
    try {
      const answer = await raceAbort(next(call), cancellation);
      return { answer, call, durationMs: settle("succeeded", { status: answer.status }) };
    } catch (error) {
      settle(outer?.aborted === true && error === outer.reason ? "aborted" : "failed", codeOf(error));
      throw error;
    } finally {
      cancelTimer();
      outer?.removeEventListener("abort", onAbort);
    }
  };
}
