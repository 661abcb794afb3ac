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

function readBudget(headers: ResponseHeaders, window: "Minute" | "Day"): RateLimitBudget | undefined {
  const limit = readInteger(headers, `X-RateLimit-Limit-${window}`, 1, maxCount);
  const remaining = readInteger(headers, `X-RateLimit-Remaining-${window}`, 0, maxCount);
  const reset = readInteger(headers, `X-RateLimit-Reset-${window}`, earliestReset, latestReset);
  if (limit === undefined || remaining === undefined || reset === undefined) return undefined;
  return { limit, remaining: Math.min(remaining, limit), resetAt: new Date(reset * 1000) };
}

/** Reads the six rate-limit headers that every answer of the API carries (RL). */
export function readRateLimit(headers: ResponseHeaders): RateLimitState {
  const minute = readBudget(headers, "Minute");
  const day = readBudget(headers, "Day");
  return { ...(minute && { minute }), ...(day && { day }) };
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
