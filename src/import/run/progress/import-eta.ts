/** One budget as `client.rateLimit` reports it. */
export interface EtaBudget {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Date;
}

export interface EtaQuery {
  readonly nowMs: number;
  /** The records that are not sent yet. */
  readonly remaining: number;
  readonly minute?: EtaBudget | undefined;
  readonly day?: EtaBudget | undefined;
  /** The pace when something other than the budgets limits it; 0 while it is unknown, or the budgets are the bottleneck. */
  readonly measuredPerMs: number;
  /** The share of the day that the client leaves to live calls, melting towards the day's end. */
  readonly liveReserve: number;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Returns when the `count`-th request of a window can go, from the window's beginning, with the shrinking reserve. */
function withinWindow(count: number, limit: number, lengthMs: number, liveReserve: number): number {
  const reserve = limit * liveReserve;
  return reserve === 0 || count <= limit - reserve ? 0 : lengthMs * (1 - (limit - count) / reserve);
}

/** Returns how long `count` requests take at the measured pace, if that limits them. */
const measuredMs = (count: number, { measuredPerMs }: EtaQuery): number =>
  measuredPerMs > 0 ? count / measuredPerMs : 0;

/** Returns how long `count` requests take from the start of a minute. */
function fromFreshMinute(count: number, query: EtaQuery): number {
  const limit = query.minute?.limit;
  if (limit === undefined) return measuredMs(count, query);
  const fullMinutes = Math.max(0, Math.ceil(count / limit) - 1);
  const last = withinWindow(count - fullMinutes * limit, limit, minuteMs, query.liveReserve);
  return Math.max(measuredMs(count, query), fullMinutes * minuteMs + last);
}

/** Returns how long `count` requests take from now, within the current minute. */
function fromNow(count: number, query: EtaQuery): number {
  const { minute, nowMs, liveReserve } = query;
  const leftMs = minute === undefined ? 0 : minute.resetAt.getTime() - nowMs;
  if (minute === undefined || leftMs <= 0) return fromFreshMinute(count, query);
  if (count > minute.remaining) return leftMs + fromFreshMinute(count - minute.remaining, query);
  const used = minute.limit - minute.remaining;
  const goesAt = leftMs - minuteMs + withinWindow(used + count, minute.limit, minuteMs, liveReserve);
  return Math.max(0, goesAt, measuredMs(count, query));
}

/**
 * Estimates when the last record will be sent, from the account's budgets: the minutes, each with its burst and its
 * reserve for live orders, and the days on which the budget is used up. Undefined without enough information.
 */
export function estimateEnd(query: EtaQuery): Date | undefined {
  const { nowMs, remaining, day, minute, liveReserve } = query;
  if (remaining <= 0) return new Date(nowMs);
  if (minute === undefined && query.measuredPerMs <= 0) return undefined;
  const pacedMs = nowMs + fromNow(remaining, query);
  if (day === undefined) return new Date(pacedMs);
  const resetMs = Math.max(nowMs, day.resetAt.getTime());
  if (remaining <= day.remaining) {
    const used = day.limit - day.remaining;
    return new Date(
      Math.max(pacedMs, resetMs - dayMs + withinWindow(used + remaining, day.limit, dayMs, liveReserve)),
    );
  }
  const later = remaining - day.remaining;
  const fullDays = Math.max(0, Math.ceil(later / day.limit) - 1);
  const last = later - fullDays * day.limit;
  const lastDayMs = Math.max(fromFreshMinute(last, query), withinWindow(last, day.limit, dayMs, liveReserve));
  return new Date(resetMs + fullDays * dayMs + lastDayMs);
}
