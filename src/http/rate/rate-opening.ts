import type { RateLimitWindow } from "../../errors/rate-limit-error.js";
import { DEFAULTS } from "../options/defaults.js";
import { type PauseState, pauseAt } from "./pause-state.js";
import type { WindowRule, WindowState } from "./window-state.js";

/** Whether a request may go now, and otherwise when it may. */
export interface Opening {
  readonly free: boolean;
  /** When it may go at the latest. */
  readonly atMs: number;
  /** When it makes sense to look again. Default: then. */
  readonly nextLookMs?: number | undefined;
  /** The budget that holds it up. */
  readonly window: RateLimitWindow | undefined;
  /** Whether it may wait for that. */
  readonly waitable: boolean;
  /** Whether a response that is under way may open it earlier. */
  readonly pending: boolean;
}

/** What is known of an account, as plain data. A window of which nothing is known is left out. */
export interface RateState {
  readonly windows: readonly (WindowRule & WindowState)[];
  readonly pause: PauseState | undefined;
  /** Requests under way: some are counted in what the server last said, some are not. */
  readonly inFlight: number;
  /** Whether any response has arrived. */
  readonly hasResponse: boolean;
  /** When the last request was let go. */
  readonly lastSentAt: number;
}

export interface OpeningQuery {
  readonly nowMs: number;
  /** Requests that go first. */
  readonly ahead: number;
  /** What must be left over at the beginning of a window, from 0 to 1 of its limit. */
  readonly reserveShare: number;
  /** How much of every window may be used at most, from 0 to 1 of its limit. */
  readonly maxShare: number;
}

type KnownWindow = RateState["windows"][number];

/** The rest of an unknown budget: at least one request may be sent. */
const othersOf = ({ limit }: KnownWindow, { maxShare }: OpeningQuery): number =>
  maxShare >= 1 ? 0 : Math.min(limit - 1, Math.round(limit * (1 - maxShare)));

/** How much of a window must be left to others now: it melts away with the window's time, so that nothing is wasted. */
function reserveOf(window: KnownWindow, { nowMs, reserveShare }: OpeningQuery): number {
  const left = Math.min(1, Math.max(0, (window.resetAt - nowMs) / window.windowMs));
  return Math.round(window.limit * reserveShare * left);
}

/** When the reserve will have melted enough for one more with `allowed` left over; the window's end at the latest. */
function meltsAt(window: KnownWindow, allowed: number, { nowMs, reserveShare }: OpeningQuery): number {
  const { resetAt, limit, windowMs } = window;
  const reserve = limit * reserveShare;
  if (allowed < 0 || reserve === 0) return resetAt;
  // The reserve is rounded, so it is small enough as soon as it is below the next half.
  const leftMs = ((allowed + 0.5) / reserve) * windowMs;
  return Math.min(resetAt, Math.max(nowMs + 1, Math.floor(resetAt - leftMs) + 1));
}

function openingOfWindow(window: KnownWindow, inFlight: number, query: OpeningQuery): Opening {
  const { name, waitable } = window;
  const wanted = query.ahead + 1;
  const left = Math.max(0, window.remaining - window.lost) - othersOf(window, query);
  const unspoken = left - reserveOf(window, query);
  const free = unspoken - inFlight;
  if (free >= wanted) return { free: true, atMs: query.nowMs, window: name, waitable, pending: false };
  // Those ahead may fill the rest of this window and whole windows after it.
  const behind = Math.floor((wanted - Math.max(0, free) - 1) / Math.max(1, window.limit));
  const atMs =
    behind > 0 ? window.resetAt + behind * window.windowMs : meltsAt(window, left - inFlight - wanted, query);
  return { free: false, atMs, window: name, waitable, pending: unspoken >= wanted };
}

/** What a pause or missing knowledge holds up, before any window is looked at. */
function openingOfAll(state: RateState, nowMs: number): Opening | undefined {
  const pause = pauseAt(state.pause, nowMs);
  const shut = { free: false, window: undefined, waitable: true };
  if (pause !== undefined && nowMs < pause.probeAtMs) {
    const atMs = pause.fromMs + pause.lengthMs;
    const nextLookMs = Math.min(pause.probeAtMs, atMs);
    return { ...shut, atMs, nextLookMs, pending: pause.probe !== undefined };
  }
  // Nothing is known yet: one request goes ahead to find out, so that a small rest of a budget is not overrun.
  const probeAt = state.lastSentAt + DEFAULTS.probeIntervalMs;
  const mustWait = !state.hasResponse && state.inFlight > 0 && nowMs < probeAt;
  return mustWait ? { ...shut, atMs: probeAt, pending: true } : undefined;
}

/**
 * When a request may go, by all that is known of the account: the one definition that a process, Redis, PostgreSQL and
 * SQLite share. A window that is not waited for counts before one that is.
 */
export function openingOf(state: RateState, query: OpeningQuery): Opening {
  const ofAll = openingOfAll(state, query.nowMs);
  if (ofAll !== undefined) return ofAll;
  let last: Opening = { free: true, atMs: query.nowMs, window: undefined, waitable: true, pending: false };
  for (const window of state.windows) {
    // Those ahead will be gone long before a day is over: only what is spent already holds a newcomer up there.
    const own = window.waitable ? query : { ...query, ahead: 0 };
    const opening = openingOfWindow(window, state.inFlight, own);
    if (opening.free) continue;
    if (!opening.waitable && !opening.pending) return opening;
    if (last.free || opening.atMs > last.atMs) last = opening;
  }
  return last;
}
