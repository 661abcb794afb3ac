/** `Sun, 06 Nov 1994 08:49:37 GMT` and the obsolete `Sunday, 06-Nov-94 08:49:37 GMT`. */
const withZone = /^[A-Z][a-z]{2,8}, \d{1,2}([ -])[A-Z][a-z]{2}\1\d{2,4} \d{2}:\d{2}:\d{2} (?:GMT|UTC)$/;

/** What C's `asctime` writes: `Sun Nov  6 08:49:37 1994`. It names no zone and means GMT. */
const withoutZone = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;

/**
 * Reads a date in one of the three forms of RFC 9110, 5.6.7. `Date.parse` alone would take almost any words with a
 * number among them for a date, and the third form for local time.
 *
 * @returns milliseconds since 1970; nothing for any other text
 */
export function parseHttpDate(text: string): number | undefined {
  if (text.length > 64) return undefined;
  const zoned = withZone.test(text) ? text : withoutZone.test(text) ? `${text} GMT` : "";
  const moment = Date.parse(zoned);
  return Number.isNaN(moment) ? undefined : moment;
}
