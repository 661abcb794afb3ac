import type { RateLimitBudget } from "./rate-limit-state.js";
import type { RateReport, RateWindow } from "./rate-window.js";
import {
  type WindowReport,
  type WindowRule,
  type WindowState,
  windowAfterLoss,
  windowAfterReport,
  windowAt,
} from "./window-state.js";

/** A window that responses describe in their headers. */
export type ReportedWindowRule = WindowRule & { readonly name: "minute" | "day" };

/** The window by the client's clock: the response's own `Date` shows how far the two clocks are apart. */
function localReport(
  { limit, remaining, resetAt }: RateLimitBudget,
  { serverNowMs }: Pick<RateReport, "serverNowMs">,
  nowMs: number,
): WindowReport {
  const skewMs = serverNowMs === undefined ? 0 : serverNowMs - nowMs;
  return { limit, remaining, resetAt: resetAt.getTime() - skewMs };
}

/**
 * A fixed window that is known from the headers of responses. Between responses it trusts the last one. Nothing here knows
 * how large a budget is.
 */
export function reportedWindow(rule: ReportedWindowRule): RateWindow {
  let known: (WindowRule & WindowState) | undefined;

  const keep = (next: WindowState | undefined): void => {
    if (next !== known) known = next && { ...rule, ...next };
  };
  const at: RateWindow["at"] = (nowMs) => {
    keep(windowAt(known, rule, nowMs));
    return known;
  };

  return {
    ...rule,
    at,
    onResponse(report, nowMs) {
      const budget = report.rateLimit[rule.name];
      if (budget === undefined) return;
      const { sentAt } = report;
      keep(windowAfterReport(known, localReport(budget, report, nowMs), { rule, nowMs, sentAt }));
    },
    onLost(nowMs) {
      keep(windowAfterLoss(at(nowMs), rule, nowMs));
    },
  };
}
