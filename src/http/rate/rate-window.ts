import type { RateLimitState } from "./rate-limit-state.js";
import type { WindowRule, WindowState } from "./window-state.js";

/** What a response says about the rate limit. */
export interface RateReport {
  readonly rateLimit: RateLimitState;
  /** By the server's clock, when the response says it. */
  readonly serverNowMs: number | undefined;
  /** When the request was sent that it responds to; by the client's clock, like all other times. */
  readonly sentAt: number;
}

/** One budget of requests per window of time, as far as it is known. All times are milliseconds by the client's clock. */
export interface RateWindow extends WindowRule {
  /** The window as it stands; nothing while it is unknown. */
  at(nowMs: number): (WindowRule & WindowState) | undefined;
  /** A request got a response. */
  onResponse(report: RateReport, nowMs: number): void;
  /** A request ended without a response: it may have been counted. */
  onLost(nowMs: number): void;
}
