import type { RateLimitState } from "../../../http/rate/rate-limit-state.js";

/** Measures how fast an import goes, and what limits it. */
export interface ImportPace {
  /** Records that an order was sent. */
  onSent(nowMs: number, rateLimit: RateLimitState | undefined): void;
  /** Records an intended pause, which does not count as slowness. */
  onPause(durationMs: number): void;
  /** Orders per millisecond over this run, pauses left out. */
  perMs(nowMs: number): number;
  /** The same when something other than the budgets limits it, else 0. */
  unboundPerMs(nowMs: number): number;
}

/** How long a budget that was nearly used up counts as the bottleneck. */
const boundForMs = 120_000;

export function createImportPace(startedAtMs: number): ImportPace {
  let sent = 0;
  let pausedMs = 0;
  let boundUntil = 0;
  const perMs = (nowMs: number): number => sent / Math.max(1, nowMs - startedAtMs - pausedMs);
  return {
    onSent(nowMs, rateLimit) {
      sent += 1;
      const minute = rateLimit?.minute;
      if (minute !== undefined && minute.remaining <= minute.limit * 0.2) boundUntil = nowMs + boundForMs;
    },
    onPause(durationMs) {
      pausedMs += durationMs;
    },
    perMs,
    unboundPerMs: (nowMs) => (nowMs < boundUntil ? 0 : perMs(nowMs)),
  };
}
