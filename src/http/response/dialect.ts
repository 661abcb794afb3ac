import type { FieldDetail } from "../../errors/rejected-error.js";
import type { ResponseHeaders } from "../fetch-like.js";
import type { HttpRequest } from "../http-request.js";
import type { RateLimitState } from "../rate/rate-limit-state.js";

/** What a destination finds in the body of a failure. Nothing in it is trusted to be fit for quoting. */
export interface ErrorBody {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly details?: readonly FieldDetail[] | undefined;
  readonly existingId?: string | undefined;
}

/** How a destination writes its failures and its rate limit. No function of it ever throws. */
export interface Dialect {
  /** The option that sets the address. */
  readonly addressOption: string;
  /** What the address ends in, where something is usual: `/v1`. */
  readonly basePath?: string | undefined;
  /** Reads a parsed body, whatever it is. */
  readBody(body: unknown): ErrorBody;
  /** Reads what the headers of a response say about the rate limit. */
  readRateLimit(headers: ResponseHeaders): RateLimitState;
  /** What a developer should look at after this status, as a sentence. */
  hint(status: number, request: HttpRequest<unknown>, secrets: readonly string[]): string | undefined;
}
