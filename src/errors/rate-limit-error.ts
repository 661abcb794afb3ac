import { PrivyOrdersError, type PrivyOrdersErrorOptions } from "./privy-orders-error.js";

/** The budget that is spent. */
export type RateLimitWindow = "second" | "minute" | "day";

/** The rate limit is reached (429, or known beforehand: then there is no `status`). Try again at `retryAt`. */
export class RateLimitError extends PrivyOrdersError {
  /** The error's name. */
  declare readonly name: "RateLimitError";
  /** The code by which the class is recognised. */
  declare readonly code: "rate_limited";
  /** How long to wait before a retry, in milliseconds. */
  declare readonly retryAfterMs: number;
  /** The time from which a retry makes sense. */
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
