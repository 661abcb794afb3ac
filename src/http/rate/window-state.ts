import type { RateLimitWindow } from "../../errors/rate-limit-error.js";

/** One window of a rate limit: its fixed properties. */
export interface WindowRule {
  readonly name: RateLimitWindow;
  readonly windowMs: number;
  /** Whether a call may wait for the next window; otherwise it fails at once with the time to come back. */
  readonly waitable: boolean;
}

/** What one response says about a window. Milliseconds by one clock. */
export interface WindowReport {
  /** Requests per window. */
  readonly limit: number;
  /** Requests left, those under way not yet subtracted. */
  readonly remaining: number;
  /** When the window ends, and the budget is whole again. */
  readonly resetAt: number;
}

/** What is known of a window, as plain data: it can stand in a process, in Redis or in a row. `remaining` is the lowest that was reported. */
export interface WindowState extends WindowReport {
  /** Requests that ended without a response since then: each may have been counted. */
  readonly lost: number;
  /** When the last of them was lost. */
  readonly lostAt: number;
}

/** Two reports are of one window when their ends are closer than this: clocks have whole seconds. */
const sameWindowMs = 1_500;

/** The window as it stands now. When its time is over a whole budget is expected, until the next response corrects it. */
export function windowAt(
  known: WindowState | undefined,
  { windowMs }: WindowRule,
  nowMs: number,
): WindowState | undefined {
  // The clock was set back: what is known cannot be placed in time any more.
  if (known === undefined || known.resetAt > nowMs + windowMs + sameWindowMs) return undefined;
  if (nowMs < known.resetAt) return known;
  const passed = Math.floor((nowMs - known.resetAt) / windowMs) + 1;
  const { limit } = known;
  return { limit, remaining: limit, resetAt: known.resetAt + passed * windowMs, lost: 0, lostAt: 0 };
}

/** The window after a response to a request that was sent at `sentAt`; 0 when that is not known. */
export function windowAfterReport(
  known: WindowState | undefined,
  report: WindowReport,
  { rule, nowMs, sentAt }: { readonly rule: WindowRule; readonly nowMs: number; readonly sentAt: number },
): WindowState | undefined {
  const { limit, remaining, resetAt } = report;
  const before = windowAt(known, rule, nowMs);
  // A window that is over, or longer than it can be, is a mistake of the header: it must neither open nor shut the gate.
  if (resetAt <= nowMs || resetAt > nowMs + rule.windowMs + sameWindowMs) return before;
  // The response may be as old as its request: a process that was held up reports it late, with an end that seems later.
  const ageMs = sentAt === 0 ? 0 : Math.max(0, nowMs - sentAt);
  if (before === undefined || resetAt - ageMs > before.resetAt + sameWindowMs)
    return { limit, remaining, resetAt, lost: 0, lostAt: 0 };
  if (resetAt < before.resetAt - sameWindowMs) return before;
  // What was lost before this request was sent has been counted by now, or never will be.
  const lost = sentAt >= before.lostAt ? 0 : before.lost;
  // Responses overtake each other: of one window, the lowest count is the latest.
  return { ...before, limit, remaining: Math.min(remaining, before.remaining), lost };
}

/** The window after requests have ended without a response. */
export function windowAfterLoss(
  known: WindowState | undefined,
  { windowMs }: WindowRule,
  lostAt: number,
): WindowState | undefined {
  // It was over before this window began.
  if (known === undefined || lostAt <= known.resetAt - windowMs) return known;
  return { ...known, lost: known.lost + 1, lostAt: Math.max(known.lostAt, lostAt) };
}
