import { createWindowedBudget, type RateBudget } from "../http/rate/rate-budget.js";
import { reportedWindow } from "../http/rate/reported-window.js";
import { type RateLimitBudget, readRateLimit } from "./rate-limit.js";

export interface PrivyRateBudgetOptions {
  /** The share of both windows that backfill leaves to live calls at their beginning; it melts away towards their end. 0 to 1, default 0.1. */
  liveReserve?: number | undefined;
}

const report = (budget: RateLimitBudget | undefined) =>
  budget && { limit: budget.limit, remaining: budget.remaining, resetAtMs: budget.resetAt.getTime() };

/**
 * The two budgets of one Privy account, per minute and per day (RL), as its answers tell them; no number is built in.
 * Privy counts all tokens of an account together: give one budget to every client of a process that shares an account.
 * A call waits for the next minute if its deadline allows, but never for the next day.
 */
export function createRateBudget(options: PrivyRateBudgetOptions = {}): RateBudget {
  return createWindowedBudget({
    liveReserve: options.liveReserve,
    windows: [
      reportedWindow({
        name: "day",
        windowMs: 86_400_000,
        waitable: false,
        read: (headers) => report(readRateLimit(headers).day),
      }),
      reportedWindow({
        name: "minute",
        windowMs: 60_000,
        waitable: true,
        read: (headers) => report(readRateLimit(headers).minute),
      }),
    ],
  });
}
