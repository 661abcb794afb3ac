import type { ResponseHeaders } from "../http/fetch-like.js";
import type { RateLimitBudget, RateLimitState } from "../http/rate/rate-limit-state.js";

const maxCount = 1_000_000_000;
/** The year 2000 to the year 2200: beyond it a reset is a mistake, milliseconds for example. */
const earliestReset = 946_684_800;
const latestReset = 7_258_118_400;

const digits = /^\d{1,12}$/;

function readInteger(headers: ResponseHeaders, name: string, min: number, max: number): number | undefined {
  const text = headers.get(name)?.trim();
  if (text === undefined || !digits.test(text)) return undefined;
  const value = Number(text);
  return value >= min && value <= max ? value : undefined;
}

/** Whole and in lower case: names put together at each response cost more than all else that is read from it. */
const headerNames = {
  minute: {
    limit: "x-ratelimit-limit-minute",
    remaining: "x-ratelimit-remaining-minute",
    reset: "x-ratelimit-reset-minute",
  },
  day: {
    limit: "x-ratelimit-limit-day",
    remaining: "x-ratelimit-remaining-day",
    reset: "x-ratelimit-reset-day",
  },
} as const;

/** Reads the three headers of one budget; nothing when one of them is missing or makes no sense. */
function readBudget(headers: ResponseHeaders, window: keyof RateLimitState): RateLimitBudget | undefined {
  const names = headerNames[window];
  const limit = readInteger(headers, names.limit, 1, maxCount);
  if (limit === undefined) return undefined;
  const remaining = readInteger(headers, names.remaining, 0, maxCount);
  const reset = readInteger(headers, names.reset, earliestReset, latestReset);
  if (remaining === undefined || reset === undefined) return undefined;
  return { limit, remaining: Math.min(remaining, limit), resetAt: new Date(reset * 1000) };
}

/** Reads the six rate-limit headers that every response of the API carries. */
export function readRateLimit(headers: ResponseHeaders): RateLimitState {
  const minute = readBudget(headers, "minute");
  const day = readBudget(headers, "day");
  return { ...(minute && { minute }), ...(day && { day }) };
}
