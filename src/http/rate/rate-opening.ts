import type { RateLimitWindow } from "../../errors/rate-limit-error.js";
import type { RateWindow } from "./rate-window.js";

/** Whether a request may go now, and otherwise when it may. */
export interface Opening {
  readonly free: boolean;
  /** When it may go at the latest, by the client's clock. */
  readonly atMs: number;
  /** When it makes sense to look again. Default: then. */
  readonly nextLookMs?: number | undefined;
  /** The budget that holds it up. */
  readonly window: RateLimitWindow | undefined;
  /** Whether it may wait for that. */
  readonly waitable: boolean;
  /** Whether an answer that is under way may open it earlier. */
  readonly pending: boolean;
}

export interface OpeningQuery {
  readonly nowMs: number;
  /** Requests under way: some are counted in what the server last said, some are not. */
  readonly inFlight: number;
  /** Requests that go first. */
  readonly ahead: number;
  /** What must be left over at the beginning of a window, from 0 to 1 of its limit. */
  readonly reserveShare: number;
}

/** How much of a window must be left to others now: it melts away with the window's time, so that nothing is wasted. */
function reserveOf(window: RateWindow, query: OpeningQuery): number {
  const limit = window.limit() ?? 0;
  const left = Math.min(1, Math.max(0, (window.resetAt(query.nowMs) - query.nowMs) / window.windowMs));
  return Math.round(limit * query.reserveShare * left);
}

/** When the reserve will have melted enough for `wanted` requests; the window's end at the latest. */
function meltsAt(window: RateWindow, query: OpeningQuery, wanted: number): number {
  const resetAt = window.resetAt(query.nowMs);
  const reserve = (window.limit() ?? 0) * query.reserveShare;
  const allowed = window.remaining(query.nowMs) - query.inFlight - wanted;
  if (allowed < 0 || reserve === 0) return resetAt;
  // The reserve is rounded, so it is small enough as soon as it is below the next half.
  const leftMs = ((allowed + 0.5) / reserve) * window.windowMs;
  return Math.min(resetAt, Math.max(query.nowMs + 1, Math.floor(resetAt - leftMs) + 1));
}

function openingOfWindow(window: RateWindow, query: OpeningQuery): Opening {
  const { nowMs, inFlight } = query;
  const { name, waitable } = window;
  const wanted = query.ahead + 1;
  const unspoken = window.remaining(nowMs) - reserveOf(window, query);
  const free = unspoken - inFlight;
  if (free >= wanted) return { free: true, atMs: nowMs, window: name, waitable, pending: false };
  const limit = Math.max(1, window.limit() ?? 1);
  // Those ahead may fill the rest of this window and whole windows after it.
  const behind = Math.floor((wanted - Math.max(0, free) - 1) / limit);
  const atMs = behind > 0 ? window.resetAt(nowMs) + behind * window.windowMs : meltsAt(window, query, wanted);
  return { free: false, atMs, window: name, waitable, pending: unspoken >= wanted };
}

/** When a request may go, by all windows together. A budget that is not waited for counts before one that is. */
export function openingOf(windows: readonly RateWindow[], query: OpeningQuery): Opening {
  let last: Opening = { free: true, atMs: query.nowMs, window: undefined, waitable: true, pending: false };
  for (const window of windows) {
    // Those ahead will be gone long before a day is over: only what is spent already holds a newcomer up there.
    const opening = openingOfWindow(window, window.waitable ? query : { ...query, ahead: 0 });
    if (opening.free) continue;
    if (!opening.waitable && !opening.pending) return opening;
    if (last.free || opening.atMs > last.atMs) last = opening;
  }
  return last;
}
