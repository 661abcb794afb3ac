import type { RateLimitBudget } from "./rate-limit-state.js";
import type { RateReport, RateWindow } from "./rate-window.js";

export interface ReportedWindowOptions {
  readonly name: "minute" | "day";
  readonly windowMs: number;
  readonly waitable: boolean;
}

/** Two reports are of one window when their ends are closer than this: clocks have whole seconds. */
const sameWindowMs = 1_500;

/** The end of the window by the client's clock: the response's own `Date` tells how far the two clocks are apart. */
function localReset({ resetAt }: RateLimitBudget, { serverNowMs }: RateReport, nowMs: number): number {
  return resetAt.getTime() - (serverNowMs === undefined ? 0 : serverNowMs - nowMs);
}

/**
 * A fixed window that is known from the headers of responses. Between responses it trusts the last one; when its time is
 * over it expects a whole budget, until the next response corrects it. Nothing here knows how large a budget is.
 */
export function reportedWindow(options: ReportedWindowOptions): RateWindow {
  const { name, windowMs, waitable } = options;
  let known: { limit: number; remaining: number; resetAt: number } | undefined;

  const current = (nowMs: number): typeof known => {
    // The client's clock was set back: what is known cannot be placed in time any more.
    if (known !== undefined && known.resetAt > nowMs + windowMs + sameWindowMs) known = undefined;
    if (known !== undefined && nowMs >= known.resetAt) {
      const passed = Math.floor((nowMs - known.resetAt) / windowMs) + 1;
      known = { limit: known.limit, remaining: known.limit, resetAt: known.resetAt + passed * windowMs };
    }
    return known;
  };

  return {
    name,
    windowMs,
    waitable,
    limit: () => known?.limit,
    remaining: (nowMs) => current(nowMs)?.remaining ?? Number.POSITIVE_INFINITY,
    resetAt: (nowMs) => current(nowMs)?.resetAt ?? nowMs,
    onResponse(report, nowMs) {
      const budget = report.rateLimit[name];
      if (budget === undefined) return;
      const resetAt = localReset(budget, report, nowMs);
      // A window that is over, or longer than it can be, is a mistake of the header: it must neither open nor shut the gate.
      if (resetAt <= nowMs || resetAt > nowMs + windowMs + sameWindowMs) return;
      const before = current(nowMs);
      const { limit, remaining } = budget;
      if (before === undefined || resetAt > before.resetAt + sameWindowMs)
        known = { limit, remaining, resetAt };
      else if (resetAt >= before.resetAt - sameWindowMs) {
        // Responses overtake each other: of one window, the lowest count is the latest.
        known = { limit, remaining: Math.min(remaining, before.remaining), resetAt: before.resetAt };
      }
    },
    onLost(nowMs) {
      const before = current(nowMs);
      if (before !== undefined) known = { ...before, remaining: Math.max(0, before.remaining - 1) };
    },
  };
}
