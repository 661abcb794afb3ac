/** Which lane a call takes when the rate limit is short: `live` always goes before `backfill`. */
export type Priority = "live" | "backfill";

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
  /** A text of your own, 1 to 200 characters, that stands in every observer event of the call: a job's id, for example. */
  label?: string | undefined;
}
