import type { RateLimitBudget, RateLimitState } from "../../http/rate/rate-limit-state.js";

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** The longest forecast. */
const mostDays = 3_650;

/** One of the account's budgets in a serializable form. */
export interface BudgetNote {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAtMs: number;
}

/** The budgets of an account, as a worker saw them last. */
export interface AccountBudget {
  readonly minute?: BudgetNote | undefined;
  readonly day?: BudgetNote | undefined;
}

const noteOf = ({ limit, remaining, resetAt }: RateLimitBudget): BudgetNote => ({
  limit,
  remaining,
  resetAtMs: resetAt.getTime(),
});

export function budgetOf({ minute, day }: RateLimitState): AccountBudget {
  return { minute: minute && noteOf(minute), day: day && noteOf(day) };
}

/** The budget of the window in which a moment lies, later windows being full ones. */
function windowAt(note: BudgetNote, lengthMs: number, atMs: number): BudgetNote {
  if (atMs < note.resetAtMs) return note;
  const passed = Math.floor((atMs - note.resetAtMs) / lengthMs) + 1;
  return { limit: note.limit, remaining: note.limit, resetAtMs: note.resetAtMs + passed * lengthMs };
}

/** When the last of so many requests has gone by the minute's budget alone. */
function byMinutes(count: number, note: BudgetNote, fromMs: number): number {
  const { limit, remaining, resetAtMs } = windowAt(note, minuteMs, fromMs);
  if (count <= remaining) return fromMs;
  return resetAtMs + (Math.ceil((count - remaining) / Math.max(1, limit)) - 1) * minuteMs;
}

/** How many requests fit between two moments by the minute's budget. */
function fitting(note: BudgetNote, fromMs: number, toMs: number): number {
  const { limit, remaining, resetAtMs } = windowAt(note, minuteMs, fromMs);
  if (toMs <= resetAtMs) return remaining;
  return remaining + Math.ceil((toMs - resetAtMs) / minuteMs) * limit;
}

/** Estimates when that many requests are sent, by the account's budgets. Undefined when no budget is known. */
export function forecastEmpty(
  count: number,
  { minute, day }: AccountBudget,
  fromMs: number,
): number | undefined {
  if (minute === undefined && day === undefined) return undefined;
  let left = count;
  let atMs = fromMs;
  for (let days = 0; days < mostDays; days += 1) {
    const today = day === undefined ? undefined : windowAt(day, dayMs, atMs);
    const dayEndMs = today?.resetAtMs ?? Number.POSITIVE_INFINITY;
    const ofMinutes =
      minute === undefined || dayEndMs === Number.POSITIVE_INFINITY
        ? Number.POSITIVE_INFINITY
        : fitting(minute, atMs, dayEndMs);
    const now = Math.min(left, today?.remaining ?? left, ofMinutes);
    left -= now;
    if (left <= 0) return minute === undefined ? atMs : byMinutes(now, minute, atMs);
    atMs = dayEndMs;
  }
  return undefined;
}
