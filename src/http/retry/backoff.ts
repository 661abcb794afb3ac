/**
 * Exponential backoff with full jitter: a pause drawn evenly from nothing up to a bound that doubles with each attempt.
 *
 * @param attempt the attempt that has just failed, counted from 1
 * @param random a number from 0 (included) to 1 (excluded)
 * @returns milliseconds, never more than `maxMs`
 */
export function backoffMs(attempt: number, baseMs: number, maxMs: number, random: number): number {
  return Math.round(random * Math.min(maxMs, baseMs * 2 ** (attempt - 1)));
}
