import type { RateLimitWindow } from "../../errors/rate-limit-error.js";
import type { RateLimitState } from "./rate-limit-state.js";

/** What a response says about the rate limit. */
export interface RateReport {
  readonly rateLimit: RateLimitState;
  /** By the server's clock, when the response says it. */
  readonly serverNowMs: number | undefined;
}

/** One budget of requests per window of time, as far as it is known. All times are milliseconds by the client's clock. */
export interface RateWindow {
  readonly name: RateLimitWindow;
  readonly windowMs: number;
  /** Whether a call may wait for the next window; otherwise it fails at once with the time to come back. */
  readonly waitable: boolean;
  /** Requests per window; nothing while it is unknown. */
  limit(): number | undefined;
  /** Requests that the window still holds, those under way not yet subtracted; Infinity while nothing is known. */
  remaining(nowMs: number): number;
  /** When the window ends, and the budget is whole again. */
  resetAt(nowMs: number): number;
  /** A request got a response. */
  onResponse(report: RateReport, nowMs: number): void;
  /** A request ended without a response: it may have been counted. */
  onLost(nowMs: number): void;
}
