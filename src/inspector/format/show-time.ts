/** ISO 8601 in UTC, as Privy counts; other text stays as it is. */
function isoOf(at: string | number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString();
}

/** The time of day: 10:38:51. */
export function timeOfDay(at: string | number): string {
  return isoOf(at).slice(11, 19);
}

/** The day: 2026-11-26. */
export function dayOf(at: string | number): string {
  return isoOf(at).slice(0, 10);
}

/** Day and time: 2026-11-26 10:38:51. */
export function dayAndTime(at: string | number): string {
  return isoOf(at).slice(0, 19).replace("T", " ");
}

const units = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
] as const;

/** How far a clock has been moved, in its largest unit: "+91 d"; empty when it has not been. */
export function offsetText(offsetMs: number): string {
  const far = Math.abs(offsetMs);
  const [name, ms] = units.find(([, one]) => far >= one) ?? [];
  return ms ? `${offsetMs > 0 ? "+" : "−"}${Math.floor(far / ms)} ${name}` : "";
}

/** How long something took: "0.4 ms". */
export function tookText(ms: number | undefined): string {
  return ms === undefined ? "" : `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
}
