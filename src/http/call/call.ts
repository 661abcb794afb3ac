import type { Priority } from "../call-options.js";
import type { HttpRequest } from "../http-request.js";
import type { RateReservation } from "../rate/rate-reservation.js";

/** What a call was made with. Nothing of it changes on the way. Times are milliseconds by the clock. */
export interface Call<Result = unknown> {
  readonly request: HttpRequest<Result>;
  readonly timeoutMs: number;
  readonly deadlineMs: number;
  readonly startedAt: number;
  readonly deadlineAt: number;
  readonly maxAttempts: number;
  readonly priority: Priority;
  readonly label: string | undefined;
  readonly reservation?: RateReservation | undefined;
}

/** What has become of a call so far. */
export interface Progress {
  /** Requests sent: those of which it is certain that they never left are taken out again. */
  attempts: number;
  /** Requests begun, those that never left included. */
  tries: number;
  /** Whether an earlier attempt may have been processed although no response arrived. */
  uncertain: boolean;
  /** Tokens used, so that no error repeats them. */
  secrets: readonly string[];
}
