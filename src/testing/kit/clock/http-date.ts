import type { Clock } from "../../../http/clock.js";

/** Writes a clock's time as a `Date` header. Most calls come within the same second, and writing a date is not cheap. */
export function createHttpDate(clock: Clock): () => string {
  let second = Number.NaN;
  let text = "";
  return () => {
    const current = Math.floor(clock.now() / 1_000);
    if (current !== second) [second, text] = [current, new Date(current * 1_000).toUTCString()];
    return text;
  };
}
