import type { ResponseHeaders } from "../fetch-like.js";
import type { RateLimitState } from "../rate/rate-limit-state.js";

/** A response, read to its end and not yet judged. */
export interface ReceivedResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** The body as text; empty when there was none, or when that of a failure could not be read. */
  readonly text: string;
  /** What its headers say about the rate limit: read once, for all who need it. */
  readonly rateLimit: RateLimitState;
}
