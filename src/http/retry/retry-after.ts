import { parseHttpDate } from "./http-date.js";

/** A day: the longest window of a rate limit. What asks for more is mistaken. */
const longestMs = 86_400_000;

/**
 * Reads `Retry-After`: seconds (whole, fractional, zero or negative) or an HTTP date.
 *
 * A date is compared with the response's own `Date` when there is one, so that a wrong clock on either side does no harm.
 *
 * @returns milliseconds to wait, never negative and a day at most; nothing when the header is missing or unreadable
 */
export function retryAfterMs(
  header: string | null,
  dateHeader: string | null,
  nowMs: number,
): number | undefined {
  const text = header?.trim() ?? "";
  const within = (delayMs: number): number => Math.min(longestMs, Math.max(0, Math.ceil(delayMs)));
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text)) return within(Number(text) * 1000);
  const then = parseHttpDate(text);
  if (then === undefined) return undefined;
  return within(then - (parseHttpDate(dateHeader?.trim() ?? "") ?? nowMs));
}
