import { InvalidInputError } from "../errors/invalid-input-error.js";
import { unknownOptions } from "../http/options/unknown-options.js";
import { createWindowedBudget } from "../http/rate/rate-budget.js";
import type { RateBudget } from "../http/rate/rate-gate.js";
import { type ReportedWindowRule, reportedWindow } from "../http/rate/reported-window.js";
import { must, type OptionRule, optionIssues } from "../schemas/objects/option-rules.js";

/** Options of `createRateBudget`. */
export interface PrivyRateBudgetOptions {
  /** The share of both windows that backfill leaves to live calls at their beginning; it melts away towards their end. 0 to 1, default 0.1. */
  liveReserve?: number | undefined;
}

/** What the option `liveReserve` may be. */
export const LIVE_RESERVE_RULE: { readonly liveReserve: OptionRule } = {
  liveReserve: must(
    (value) => typeof value === "number" && value >= 0 && value <= 1,
    "must be a number from 0 to 1",
  ),
};

/** The windows of an account. A call waits for the next minute, but never for the next day. */
export const PRIVY_WINDOWS: readonly ReportedWindowRule[] = [
  { name: "day", windowMs: 86_400_000, waitable: false },
  { name: "minute", windowMs: 60_000, waitable: true },
];

/**
 * The two budgets of one Privy account, per minute and per day, as its responses report them; no number is built in.
 * Privy counts all tokens of an account together: give one budget to every client of a process that shares an account.
 * A call waits for the next minute if its deadline allows, but never for the next day.
 *
 * @throws InvalidInputError when an option is unknown or out of range
 * @see https://help.privy.com/docs (rate limits)
 */
export function createRateBudget(options: PrivyRateBudgetOptions = {}): RateBudget {
  const issues = [
    ...unknownOptions(options, ["liveReserve"], "createRateBudget"),
    ...optionIssues(options, LIVE_RESERVE_RULE),
  ];
  if (issues.length > 0) throw new InvalidInputError("The rate budget was not created", issues);
  return createWindowedBudget({
    liveReserve: options.liveReserve,
    windows: PRIVY_WINDOWS.map(reportedWindow),
  });
}
