/** A time that the platform writes in UTC without saying so (`2026-01-18 06:18:39`), with the Z that it lacks. */
export function inUtc(time: string | Date | undefined): string | Date | undefined {
  if (typeof time !== "string" || /(?:Z|[+-]\d\d:?\d\d)$/i.test(time.trim())) return time;
  return `${time.trim().replace(" ", "T")}Z`;
}

/** The time that a platform writes, as a `Date`. */
export function dateOf(time: string | Date | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}
