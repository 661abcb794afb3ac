import type { RateWindow } from "./rate-window.js";
import type { WindowRule } from "./window-state.js";

export interface PacedWindowOptions {
  readonly name: WindowRule["name"];
  readonly windowMs: number;
  readonly limit: number;
}

/**
 * A budget without headers: the client counts by itself. A request takes a place until `windowMs` after it was
 * answered, so that however the server counts (fixed windows or sliding ones, at arrival or at the end) it never sees
 * more than `limit` in `windowMs`.
 */
export function pacedWindow({ name, windowMs, limit }: PacedWindowOptions): RateWindow {
  /** When each recent request ended, oldest first; those from `first` on still count. */
  let ended: number[] = [];
  let first = 0;

  const forget = (nowMs: number): void => {
    while (first < ended.length && (ended[first] ?? 0) <= nowMs - windowMs) first += 1;
    if (first > 1_000 && first * 2 > ended.length) {
      ended = ended.slice(first);
      first = 0;
    }
  };
  const end = (nowMs: number): void => void ended.push(nowMs);

  const remainingAt = (nowMs: number): number => {
    // A clock that was set back would keep the places taken for as long.
    if ((ended.at(-1) ?? 0) > nowMs) ended = ended.slice(first).map((at) => Math.min(at, nowMs));
    if ((ended.at(-1) ?? 0) > nowMs || first > ended.length) first = 0;
    forget(nowMs);
    return limit - (ended.length - first);
  };
  const rule = { name, windowMs, waitable: true };

  return {
    ...rule,
    at(nowMs) {
      const remaining = remainingAt(nowMs);
      const resetAt = (first < ended.length ? (ended[first] ?? nowMs) : nowMs) + windowMs;
      return { ...rule, limit, remaining, resetAt, lost: 0, lostAt: 0 };
    },
    onResponse: (_report, nowMs) => end(nowMs),
    onLost: end,
  };
}
