import type { Clock } from "../../../http/clock.js";

/** Formats a time as Privy does: ISO 8601, UTC, whole seconds, ending in `Z`. Fractions are cut, not rounded. */
export function toSeconds(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, -5)}Z`;
}

/** Formats a clock's time and caches the last one: most calls fall in the same second, and formatting a date is slow. */
export function createTimestamp(clock: Clock): () => string {
  let second = Number.NaN;
  let text = "";
  return () => {
    const current = Math.floor(clock.now() / 1_000);
    if (current !== second) [second, text] = [current, toSeconds(current * 1_000)];
    return text;
  };
}
