import type { PrivyOrdersError } from "../../errors/privy-orders-error.js";
import { connectionTrouble } from "../attempt/connection-trouble.js";

/** Everything the decision depends on. */
export interface RetrySituation {
  readonly error: PrivyOrdersError;
  /** The attempt that has just failed, counted from 1. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** What backoff proposes. Milliseconds. */
  readonly backoffMs: number;
  /** The longest pause that is acceptable. Milliseconds. */
  readonly maxRetryDelayMs: number;
  /** What is left of the whole call's time. Milliseconds. */
  readonly deadlineLeftMs: number;
}

export type RetryDecision =
  | { readonly retry: true; readonly delayMs: number }
  | {
      readonly retry: false;
      readonly reason: "not_retryable" | "attempts_spent" | "wait_too_long" | "deadline";
      readonly delayMs: number;
    };

/**
 * Whether to try again, and after what pause. The server's `Retry-After` counts before our own backoff; "at once" (zero
 * or less) leaves the pause to backoff, so that a confused server is not hammered. A pause that does not fit is refused
 * now, not after it was slept.
 */
export function decideRetry(situation: RetrySituation): RetryDecision {
  const { error, attempt, maxAttempts, maxRetryDelayMs, deadlineLeftMs } = situation;
  const asked = error.retryAfterMs ?? 0;
  const delayMs = asked > 0 ? asked : situation.backoffMs;
  if (!error.retryable) return { retry: false, reason: "not_retryable", delayMs };
  if (attempt >= maxAttempts) return { retry: false, reason: "attempts_spent", delayMs };
  if (delayMs > maxRetryDelayMs) return { retry: false, reason: "wait_too_long", delayMs };
  if (delayMs >= deadlineLeftMs) return { retry: false, reason: "deadline", delayMs };
  return { retry: true, delayMs };
}

/** Whether the attempt that ended in this error may have been processed all the same. */
export function mayHaveBeenProcessed(error: PrivyOrdersError): boolean {
  switch (error.code) {
    case "connection_failed":
      return !connectionTrouble(error.cause).neverSent;
    case "timeout":
    case "server_error":
    case "unexpected_response":
      return true;
    default:
      return error.status === 408;
  }
}
