/** One budget as `client.rateLimit` tells it. */
export interface EtaBudget {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Date;
}

export interface EtaQuery {
  readonly nowMs: number;
  /** Records that are still to be sent. */
  readonly remaining: number;
  readonly minute?: EtaBudget | undefined;
  readonly day?: EtaBudget | undefined;
  /** The pace that something else than the budgets bounds; 0 while it is unknown, or the budgets are the bottleneck. */
  readonly measuredPerMs: number;
  /** The share of the day that the client leaves to live calls, melting towards the day's end. */
  readonly liveReserve: number;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** How long `count` requests take at the pace that is reached, which no minute's budget exceeds. */
function atPace(count: number, query: EtaQuery): number {
  const budget = query.minute === undefined ? Number.POSITIVE_INFINITY : query.minute.limit / minuteMs;
  const pace = Math.min(budget, query.measuredPerMs > 0 ? query.measuredPerMs : budget);
  return count / pace;
}

/** When in a day's window its `count`-th request can go, seen from the window's beginning, given the melting reserve. */
function withinDay(count: number, limit: number, query: EtaQuery): number {
  const paced = atPace(count, query);
  const reserve = limit * query.liveReserve;
  const free = limit - reserve;
  if (count <= free || reserve === 0) return paced;
  return Math.max(paced, dayMs * (1 - (limit - count) / reserve));
}

/**
 * When the last record will be sent, from the real budgets: the minute's pace, and the nights in which the day's budget
 * is spent. Nothing when there is nothing to go by yet.
 */
export function estimateEnd(query: EtaQuery): Date | undefined {
  const { nowMs, remaining, day, minute } = query;
  if (remaining <= 0) return new Date(nowMs);
  if (minute === undefined && query.measuredPerMs <= 0) return undefined;
  if (day === undefined) return new Date(nowMs + atPace(remaining, query));
  const resetMs = Math.max(nowMs, day.resetAt.getTime());
  if (remaining <= day.remaining) {
    const used = day.limit - day.remaining;
    const end = resetMs - dayMs + withinDay(used + remaining, day.limit, query);
    const free = day.limit * (1 - query.liveReserve);
    const paced = nowMs + atPace(remaining, query);
    return new Date(used + remaining <= free ? paced : Math.max(paced, end));
  }
  const later = remaining - day.remaining;
  const fullDays = Math.max(0, Math.ceil(later / day.limit) - 1);
  const lastDay = later - fullDays * day.limit;
  return new Date(resetMs + fullDays * dayMs + withinDay(lastDay, day.limit, query));
}
