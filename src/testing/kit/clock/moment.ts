/**
 * A moment: a `Date`, milliseconds since 1970-01-01T00:00:00Z, or ISO 8601 text that ends in `Z` or an offset. A bare
 * date (`"2026-01-31"`) is that whole day in UTC.
 */
export type Moment = Date | string | number;

/** The result of {@link readMoment}, in milliseconds since 1970; for an instant, both ends are equal. */
export interface MomentSpan {
  readonly startMs: number;
  readonly endMs: number;
}

/** The last millisecond that a `Date` can hold. */
export const lastMomentMs = 8.64e15;

const isoText = /^(\d{4})-(\d\d)-(\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/;
const dayMs = 86_400_000;

/** The valid forms of a moment, for an error message. */
export const momentForms: string =
  'a Date, milliseconds since 1970, or ISO 8601 text with a zone ("2026-01-31T12:00:00Z") or of a whole UTC day ("2026-01-31")';

/** Reads a moment; returns `undefined` for an invalid one, also for a day that does not exist. */
export function readMoment(value: unknown): MomentSpan | undefined {
  if (typeof value === "string") return fromText(value);
  // Recognised by its tag, since fake timers and other realms have a `Date` of their own.
  const isDate = Object.prototype.toString.call(value) === "[object Date]";
  const instantMs = isDate || typeof value === "number" ? Math.floor(Number(value)) : Number.NaN;
  return Math.abs(instantMs) <= lastMomentMs ? { startMs: instantMs, endMs: instantMs } : undefined;
}

function fromText(text: string): MomentSpan | undefined {
  const parts = isoText.exec(text);
  if (parts === null) return undefined;
  const date = text.slice(0, 10);
  const midnightMs = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  // `Date.parse` reads 30 February as 2 March.
  if (new Date(midnightMs).toISOString().slice(0, 10) !== date) return undefined;
  if (parts[4] === undefined) return { startMs: midnightMs, endMs: midnightMs + dayMs - 1 };
  const instantMs = Date.parse(text);
  return Number.isNaN(instantMs) ? undefined : { startMs: instantMs, endMs: instantMs };
}
