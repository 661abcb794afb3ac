import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import {
  createStoreBudget,
  type SharedRateBudget,
  type SharedRateBudgetOptions,
} from "../http/rate/shared/store-budget.js";
import { PRIVY_WINDOWS } from "./rate-budget.js";

function share(value: unknown, name: string, isMore: boolean): InputIssue[] {
  const isFine =
    value === undefined || (typeof value === "number" && value <= 1 && (isMore ? value > 0 : value >= 0));
  const message = `must be a number ${isMore ? "above 0, to" : "from 0 to"} 1`;
  return isFine ? [] : [{ code: "invalid", path: [name], message }];
}

/**
 * The two budgets of one Privy account, per minute and per day, shared by all processes and machines that are given
 * the same store and account. Give one to every client of a process. A process that is killed gives its places back after
 * its attempts' timeout and five seconds.
 *
 * @throws InvalidInputError when an option is missing or out of range
 * @see createRateBudget, for one process
 * @see https://help.privy.com/docs (rate limits)
 */
export function createSharedRateBudget(options: SharedRateBudgetOptions): SharedRateBudget {
  const { store, liveReserve, maxShare, withoutStore } = options ?? {};
  const issues = [...share(liveReserve, "liveReserve", false), ...share(maxShare, "maxShare", true)];
  if (typeof store?.acquire !== "function" || typeof store.release !== "function")
    issues.push({
      code: "missing",
      path: ["store"],
      message: "must be a rate store, such as redisRateStore() or postgresRateStore() gives",
    });
  if (withoutStore !== undefined && withoutStore !== "own" && withoutStore !== "refuse")
    issues.push({ code: "invalid", path: ["withoutStore"], message: 'must be "own" or "refuse"' });
  if (issues.length > 0) throw new InvalidInputError("The shared rate budget was not created", issues);
  return createStoreBudget(PRIVY_WINDOWS, options);
}
