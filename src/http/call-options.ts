import type { Priority } from "./rate/priority.js";
import type { RateReservation } from "./rate/rate-reservation.js";

export type { Priority };

/** What a caller may set for one call. */
export interface CallOptions {
  /** Ends the call, whatever it is doing; it then rejects with the signal's own reason. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for one attempt, reading the body included. */
  timeoutMs?: number | undefined;
  /** Milliseconds for the whole call: token, queueing, attempts and pauses. */
  deadlineMs?: number | undefined;
  /** How many requests at most, the first included. */
  maxAttempts?: number | undefined;
  /** The lane on the shared rate limit. Default `live`. */
  priority?: Priority | undefined;
  /** A place in the rate limit that was reserved before: its first request takes it. See `SharedRateBudget.reserve`. */
  reservation?: RateReservation | undefined;
  /** A text of your own, 1 to 200 characters, that stands in every observer event of the call: a job's id, for example. */
  label?: string | undefined;
}
