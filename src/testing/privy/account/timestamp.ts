import type { Clock } from "../../../http/clock.js";

/** A moment as Privy writes it: ISO 8601, UTC, whole seconds, ending in `Z`. Fractions are cut, not rounded. */
export function toSeconds(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, -5)}Z`;
}

/** Writes a clock's time. Most calls come within the same second, and writing a date is not cheap. */
export function createTimestamp(clock: Clock): () => string {
  let second = Number.NaN;
  let text = "";
  return () => {
    const current = Math.floor(clock.now() / 1_000);
    if (current !== second) [second, text] = [current, toSeconds(current * 1_000)];
    return text;
  };
}
