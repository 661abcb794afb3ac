/** Every default of the transport, once. Milliseconds unless the name says otherwise. */
export const DEFAULTS: {
  /** One attempt, from the request to the last byte of the response. */
  readonly timeoutMs: number;
  /** The whole call: fetching a token, queueing, attempts and pauses. */
  readonly deadlineMs: number;
  /** The first request included. */
  readonly maxAttempts: number;
  /** The longest pause between two attempts; a longer `Retry-After` fails at once with `retryAt`. */
  readonly maxRetryDelayMs: number;
  /** The upper bound of the first backoff; it doubles with each attempt. */
  readonly backoffBaseMs: number;
  /** The share of every budget that backfill leaves to live calls at the beginning of a window; it melts away towards its end. */
  readonly liveReserve: number;
  /** When a budget opens again, the calls that waited for it start within this time, not all at once. */
  readonly wakeSpreadMs: number;
  /** While no response has reported the budgets, one more request is sent each time this has passed. */
  readonly probeIntervalMs: number;
  /** How long the pause that a 429 asks for is trusted. After that, one request per such time tests whether it still holds. */
  readonly trustedPauseMs: number;
  /** A response larger than this is not read to its end. Bytes, after decompression. */
  readonly maxResponseBytes: number;
} = {
  timeoutMs: 10_000,
  deadlineMs: 90_000,
  maxAttempts: 4,
  maxRetryDelayMs: 60_000,
  backoffBaseMs: 500,
  liveReserve: 0.1,
  wakeSpreadMs: 1_000,
  probeIntervalMs: 1_000,
  trustedPauseMs: 60_000,
  maxResponseBytes: 8_388_608,
};
