/**
 * A length of time: a whole number of milliseconds, or a whole number and its unit, such as `"500ms"`, `"30s"`, `"5m"`
 * (minutes), `"2h"`, `"7d"` or `"1w"`. A day has 24 hours.
 */
export type Duration =
  | number
  | `${number}ms`
  | `${number}s`
  | `${number}m`
  | `${number}h`
  | `${number}d`
  | `${number}w`;

const millisecondsOf: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000],
  ["d", 86_400_000],
  ["w", 604_800_000],
]);

/**
 * Returns the milliseconds of a duration, a whole number from 0 to 2^53 − 1.
 *
 * @throws TypeError for any other form, or when it is negative, fractional or too long
 */
export function parseDuration(value: Duration): number {
  const milliseconds = typeof value === "number" ? value : fromText(value);
  if (!Number.isSafeInteger(milliseconds) || milliseconds < 0) {
    throw new TypeError(
      "A duration is a whole number of milliseconds that is not negative, or text of a whole number and a unit without a " +
        'blank: "500ms", "30s", "5m" (minutes), "2h", "7d", "1w".',
    );
  }
  return milliseconds;
}

function fromText(text: unknown): number {
  const parts = typeof text === "string" ? /^(\d{1,16})([a-z]{1,2})$/.exec(text) : null;
  return Number(parts?.[1]) * (millisecondsOf.get(parts?.[2] ?? "") ?? Number.NaN);
}
