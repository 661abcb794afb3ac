/** An RFC 9110 HTTP date; `Date.parse` alone would take a bare number for a year. */
const httpDate = /^[A-Z][a-z]+,? /;

/**
 * Reads `Retry-After`: seconds (whole, fractional, zero or negative) or an HTTP date.
 *
 * A date is compared with the answer's own `Date` when there is one, so that a wrong clock on either side does no harm.
 *
 * @returns milliseconds to wait, never negative; nothing when the header is missing or unreadable
 */
export function retryAfterMs(
  header: string | null,
  dateHeader: string | null,
  nowMs: number,
): number | undefined {
  const text = header?.trim() ?? "";
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text)) {
    const seconds = Number(text);
    return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds * 1000)) : undefined;
  }
  if (!httpDate.test(text)) return undefined;
  const then = Date.parse(text);
  if (Number.isNaN(then)) return undefined;
  const theirNow = Date.parse(dateHeader ?? "");
  return Math.max(0, then - (Number.isNaN(theirNow) ? nowMs : theirNow));
}
