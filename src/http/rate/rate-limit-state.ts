/**
 * One budget of the account, as the last response described it.
 *
 * @see https://help.privy.com/docs (rate limits)
 */
export interface RateLimitBudget {
  /** Requests per window. */
  readonly limit: number;
  /** Requests left in this window. */
  readonly remaining: number;
  /** When the window ends. */
  readonly resetAt: Date;
}

/** What a response said about the account's budgets. A budget that it did not describe, or not sensibly, is absent. */
export interface RateLimitState {
  readonly minute?: RateLimitBudget;
  readonly day?: RateLimitBudget;
}
