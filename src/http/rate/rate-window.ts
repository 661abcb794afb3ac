import type { RateLimitWindow } from "../../errors/rate-limit-error.js";
import type { ResponseHeaders } from "../fetch-like.js";

/** One budget of requests per window of time, as far as it is known. All times are milliseconds by the client's clock. */
export interface RateWindow {
  readonly name: RateLimitWindow;
  readonly windowMs: number;
  /** Whether a call may wait for the next window; otherwise it is told at once when to come back. */
  readonly waitable: boolean;
  /** Requests per window; nothing while it is unknown. */
  limit(): number | undefined;
  /** Requests that the window still holds, those under way not yet subtracted; Infinity while nothing is known. */
  remaining(nowMs: number): number;
  /** When the window ends, and the budget is whole again. */
  resetAt(nowMs: number): number;
  /** A request goes out. */
  onSend(nowMs: number): void;
  /** A request was answered. */
  onAnswer(headers: ResponseHeaders, nowMs: number): void;
  /** A request ended without an answer: it may have been counted. */
  onLost(nowMs: number): void;
}
