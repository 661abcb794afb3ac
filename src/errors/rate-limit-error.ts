import { PrivyOrdersError, type PrivyOrdersErrorOptions } from "./privy-orders-error.js";

/** The budget that is spent. */
export type RateLimitWindow = "second" | "minute" | "day";

/** The rate limit is reached (429, or known beforehand: then there is no `status`). Try again at `retryAt`. */
export class RateLimitError extends PrivyOrdersError {
  declare readonly name: "RateLimitError";
  declare readonly code: "rate_limited";
  declare readonly retryAfterMs: number;
  declare readonly retryAt: Date;
  /** Which budget is spent, if the response names it. */
  declare readonly window?: RateLimitWindow;

  constructor(
    message: string,
    options: PrivyOrdersErrorOptions & {
      retryAfterMs: number;
      retryAt: Date;
      window?: RateLimitWindow | undefined;
    },
  ) {
    super("RateLimitError", "rate_limited", message, { retryable: true, ...options });
    if (options.window !== undefined) this.window = options.window;
  }
}
