/** Adds the missing Z to a time in UTC without a zone (`2026-01-18 06:18:39`). */
export function inUtc(time: string | Date | undefined): string | Date | undefined {
  if (typeof time !== "string" || /(?:Z|[+-]\d\d:?\d\d)$/i.test(time.trim())) return time;
  return `${time.trim().replace(" ", "T")}Z`;
}

/** Reads a platform's time as a `Date`. */
export function dateOf(time: string | Date | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}
