/** Decisions about rate limits. Exported as part of `DECISIONS`. */
export const RATE_LIMIT_DECISIONS = {
  rateWindows: {
    default: "aligned",
    alternatives: ["from_first_request", "sliding"],
    page: "RL",
    reason:
      "Limit, Remaining and Reset describe a fixed window; where it begins is not said: with the minute and the UTC day, with the first request, or not at all.",
  },
  rateLimitCheck: {
    default: "after_scope",
    alternatives: ["before_scope"],
    page: "RL, ERR",
    reason:
      'The order of checks is not documented: authentication, scope, rate limit; "before_scope" also counts requests that get a 403.',
  },
  rateCountsUnauthorized: {
    default: "no",
    alternatives: ["yes"],
    page: "RL",
    reason:
      "The budget is the account's, and a request without a good token belongs to no account; the page does not say.",
  },
  rateCountsTokenRequests: {
    default: "no",
    alternatives: ["yes"],
    page: "RL, AUTH",
    reason:
      'The limits are those of the API, and the token endpoint lies beside it; with "yes" its requests count, are limited and carry the headers too.',
  },
  rateCountsLimited: {
    default: "no",
    alternatives: ["yes"],
    page: "RL",
    reason:
      'The page does not say whether a 429 consumes; "yes" counts it in both windows, so that hammering uses up the day as well.',
  },
  rateHeadersOnUnauthorized: {
    default: "sent",
    alternatives: ["omitted"],
    page: "RL",
    reason: 'The page says "every API response", though a server knows no account behind a bad token.',
  },
  daySpentRetryAfter: {
    default: "end_of_day",
    alternatives: ["end_of_minute"],
    page: "RL",
    reason:
      "No request passes until the day's window ends, so Retry-After covers it, even if that takes hours; the page does not say.",
  },
} as const;
