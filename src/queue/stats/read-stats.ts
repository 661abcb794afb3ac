import type { AccountCounts } from "../engine/queue-engine.js";
import type { QueueStats } from "../order-queue.js";
import type { QueueContext } from "../queue-context.js";
import { FOR_EVER_MS, lastHoldUntil } from "../worker/hold-board.js";
import { type AccountBudget, forecastEmpty } from "./forecast.js";

const budgetNote = (account: string): string => `budget:${account}`;

/** Shares the budgets that a worker saw, so that other processes, such as the command line, can forecast. */
export async function shareBudgets({ engine, budgets }: QueueContext): Promise<void> {
  for (const [account, budget] of budgets)
    await engine.writeNote(budgetNote(account), JSON.stringify(budget));
}

function readBudget(text: string | undefined): AccountBudget | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Counts a queue, and forecasts when it will be empty. */
export async function readStats(context: QueueContext): Promise<QueueStats> {
  const { engine, board, clock, budgets } = context;
  const nowMs = Math.floor(clock.now());
  await board.refresh(nowMs, 0);
  const [counts, notes] = await Promise.all([engine.counts(nowMs), engine.readNotes()]);
  const sum = (name: "waiting" | "underWay" | "dead"): number =>
    counts.reduce((total, one) => total + one[name], 0);
  const oldest = counts.flatMap(({ oldestAt }) => oldestAt ?? []);
  const heldUntilMs = lastHoldUntil(notes, nowMs);
  const emptyAt = (one: AccountCounts): number => {
    const budget = budgets.get(one.account) ?? readBudget(notes.get(budgetNote(one.account)));
    const left = one.waiting + one.underWay;
    const fromMs = board.heldBy(one.account, nowMs)?.untilMs ?? nowMs;
    if (budget === undefined || fromMs === FOR_EVER_MS) return Number.NaN;
    return forecastEmpty(left, budget, fromMs) ?? Number.NaN;
  };
  const busy = counts.filter(({ waiting, underWay }) => waiting + underWay > 0);
  const emptyAtMs = Math.max(...busy.map(emptyAt));
  return {
    waiting: sum("waiting"),
    underWay: sum("underWay"),
    dead: sum("dead"),
    ...(oldest.length > 0 && { oldestAt: new Date(Math.min(...oldest)) }),
    ...(heldUntilMs !== undefined && { pausedUntil: new Date(heldUntilMs) }),
    ...(Number.isFinite(emptyAtMs) && { emptyAt: new Date(emptyAtMs) }),
  };
}
