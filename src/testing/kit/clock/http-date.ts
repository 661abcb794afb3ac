import type { Clock } from "../../../http/clock.js";

/** Formats a clock's time as a `Date` header and caches the last one: most calls fall in the same second. */
export function createHttpDate(clock: Clock): () => string {
  let second = Number.NaN;
  let text = "";
  return () => {
    const current = Math.floor(clock.now() / 1_000);
    if (current !== second) [second, text] = [current, new Date(current * 1_000).toUTCString()];
    return text;
  };
}
