import type { ResponseHeaders } from "../http/fetch-like.js";

/** One budget of the account, as the last answer described it (RL). */
export interface RateLimitBudget {
  /** Requests per window. */
  readonly limit: number;
  /** Requests left in this window. */
  readonly remaining: number;
  /** When the window ends. */
  readonly resetAt: Date;
}

/** What an answer said of the account's budgets. A budget that it did not describe, or not sensibly, is absent. */
export interface RateLimitState {
  readonly minute?: RateLimitBudget;
  readonly day?: RateLimitBudget;
}

const maxCount = 1_000_000_000;
/** The year 2000 to the year 2200: beyond it a reset is a mistake, milliseconds for example. */
const earliestReset = 946_684_800;
const latestReset = 7_258_118_400;

function readInteger(headers: ResponseHeaders, name: string, min: number, max: number): number | undefined {
  const text = headers.get(name)?.trim() ?? "";
  if (!/^\d{1,12}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= min && value <= max ? value : undefined;
}

/** Whole and in lower case: names put together at each answer cost more than all else that is read from it. */
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
  const remaining = readInteger(headers, names.remaining, 0, maxCount);
  const reset = readInteger(headers, names.reset, earliestReset, latestReset);
  if (limit === undefined || remaining === undefined || reset === undefined) return undefined;
  return { limit, remaining: Math.min(remaining, limit), resetAt: new Date(reset * 1000) };
}

/** What was read of an answer already: the client, its budget and the result all ask for the same. */
const read = new WeakMap<ResponseHeaders, RateLimitState>();

/** Reads the six rate-limit headers that every answer of the API carries (RL). */
export function readRateLimit(headers: ResponseHeaders): RateLimitState {
  const known = read.get(headers);
  if (known !== undefined) return known;
  const minute = readBudget(headers, "minute");
  const day = readBudget(headers, "day");
  const state = { ...(minute && { minute }), ...(day && { day }) };
  read.set(headers, state);
  return state;
}

/** Remembers what the last answer said of the budgets. */
export interface RateLimitRecord {
  /** Notes the headers of an answer and hands it on. */
  note<Answer extends { readonly headers: ResponseHeaders }>(answer: Answer): Answer;
  read(): RateLimitState | undefined;
}

/** A record for one client. An answer without such headers (a proxy's, say) leaves it as it was. */
export function createRateLimitRecord(): RateLimitRecord {
  let last: RateLimitState | undefined;
  return {
    note(answer) {
      const state = readRateLimit(answer.headers);
      if (state.minute !== undefined || state.day !== undefined) last = state;
      return answer;
    },
    read: () => last,
  };
}
