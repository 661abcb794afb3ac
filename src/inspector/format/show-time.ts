/** A number with two digits: 07. */
export const twoDigits = (value: number): string => String(value).padStart(2, "0");

/** The time of day in UTC, as Privy counts: 10:38:51. */
export function timeOfDay(at: string | number): string {
  const date = new Date(at);
  return date.toISOString().slice(11, 19);
}

/** The day in UTC: 2026-11-26. */
export function dayOf(at: string | number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString().slice(0, 10);
}

/** Day and time in UTC: 2026-11-26 10:38:51. */
export function dayAndTime(at: string | number): string {
  return Number.isNaN(new Date(at).getTime()) ? String(at) : `${dayOf(at)} ${timeOfDay(at)}`;
}

const units = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
] as const;

/** How far a clock has been moved, in its largest unit: "+91 d"; empty when it has not been. */
export function offsetText(offsetMs: number): string {
  const unit = units.find(([, ms]) => Math.abs(offsetMs) >= ms);
  if (unit === undefined) return "";
  const [name, ms] = unit;
  return `${offsetMs > 0 ? "+" : "−"}${Math.floor(Math.abs(offsetMs) / ms)} ${name}`;
}

/** How long something took: "0.4 ms". */
export function tookText(ms: number | undefined): string {
  if (ms === undefined) return "";
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
}
