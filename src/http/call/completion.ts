import type { ResponseHeaders } from "../fetch-like.js";
import type { RateLimitState } from "../rate/rate-limit-state.js";

/** The response behind a result. */
export interface ResponseInfo {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** How many requests it took. */
  readonly attempts: number;
  /** The whole call, pauses included. */
  readonly durationMs: number;
  /** The account's rate limit as this response described it. */
  readonly rateLimit: RateLimitState;
}

/** A call that succeeded. */
export interface Completion<Result> {
  /** What the request's `read` made of the body. */
  readonly result: Result;
  readonly response: ResponseInfo;
  /** Whether an earlier attempt of the call may have been processed already. */
  readonly uncertain: boolean;
  /** Whether another call was sent in this one's place, when both were coalesced. */
  readonly superseded: boolean;
}
