import type { Priority } from "./rate/priority.js";
import type { RateReservation } from "./rate/rate-reservation.js";

export type { Priority };

/** What a caller may set for one call. Each default is the client's own option, if it has one. */
export interface CallOptions {
  /** Ends the call, whatever it is doing; it then rejects with the signal's own reason. */
  signal?: AbortSignal | undefined;
  /** How long one attempt may take, reading the body included. Milliseconds, 1 to 2,147,483,647. */
  timeoutMs?: number | undefined;
  /** How long the whole call may take: token, queueing, attempts and pauses. Milliseconds, 1 to 2,147,483,647. */
  deadlineMs?: number | undefined;
  /** Requests at most, the first included; 1 to 100. */
  maxAttempts?: number | undefined;
  /** The lane on the shared rate limit. Default `live`. */
  priority?: Priority | undefined;
  /** A place in the rate limit that was reserved before: its first request takes it. See `SharedRateBudget.reserve`. */
  reservation?: RateReservation | undefined;
  /** A text of your own, 1 to 200 characters, that stands in every observer event of the call: a job's id, for example. */
  label?: string | undefined;
}
