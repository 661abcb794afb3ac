import { RateLimitError } from "../../errors/rate-limit-error.js";
import type { RateCall } from "./rate-call.js";
import type { Opening } from "./rate-opening.js";

/** The error of a call that was not sent, because its turn cannot come in time. */
export function rateRefusal(
  { operation, priority, attempts }: RateCall,
  { atMs, nextLookMs, window }: Pick<Opening, "atMs" | "nextLookMs" | "window">,
  nowMs: number,
): RateLimitError {
  const retryAfterMs = Math.max(0, Math.ceil((nextLookMs ?? atMs) - nowMs));
  const whose = priority === "backfill" ? " as far as backfill may use it" : "";
  const reason =
    window === undefined
      ? "an earlier response (429) asked for a pause"
      : `the ${window} limit is used up${whose}`;
  return new RateLimitError(
    `${operation} was not sent: ${reason}. Try again in ${Math.ceil(retryAfterMs / 1000)} s.`,
    { attempts, retryAfterMs, retryAt: new Date(nowMs + retryAfterMs), window },
  );
}
