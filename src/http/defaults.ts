/** Every default of the transport, once. Milliseconds unless the name says otherwise. */
export const DEFAULTS: {
  /** One attempt, from the request to the last byte of the answer. */
  readonly timeoutMs: number;
  /** The whole call: fetching a token, queueing, attempts and pauses. */
  readonly deadlineMs: number;
  /** The first request included. */
  readonly maxAttempts: number;
  /** The longest pause between two attempts; a longer `Retry-After` fails at once with `retryAt`. */
  readonly maxRetryDelayMs: number;
  /** The upper bound of the first backoff; it doubles with each attempt. */
  readonly backoffBaseMs: number;
  /** An answer larger than this is not read to its end. Bytes, after decompression. */
  readonly maxResponseBytes: number;
} = {
  timeoutMs: 10_000,
  deadlineMs: 90_000,
  maxAttempts: 4,
  maxRetryDelayMs: 60_000,
  backoffBaseMs: 500,
  maxResponseBytes: 8 * 1024 * 1024,
};
