import type { ResponseHeaders } from "../fetch-like.js";

/** One request as it goes out. */
export interface AttemptRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
  /** A larger body is not read to its end. Bytes, after decompression. */
  readonly maxResponseBytes: number;
}

/**
 * Why an attempt ended without a whole response. `connection`: no response began. `no_response`: `fetch` gave something
 * else; `used_response`: it gave one that was read before. `redirect`, `too_large`: the response was not read. `broken`:
 * the connection broke while it was read.
 */
export interface AttemptFailure {
  readonly kind: "connection" | "no_response" | "used_response" | "redirect" | "too_large" | "broken";
  /** Of the response, when one began. */
  readonly status?: number | undefined;
  readonly headers?: ResponseHeaders | undefined;
  readonly cause?: unknown;
  /** What a response lacks, when `fetch` gave none. */
  readonly lacks?: string | undefined;
  /** The variable that names a proxy, when this `fetch` does not use it. */
  readonly unusedProxy?: string | undefined;
}

/** Who an attempt reports to: exactly once, unless it is aborted before. It may do so before `start` returns. */
export interface AttemptSink {
  onResponse(status: number, headers: ResponseHeaders, text: string): void;
  onFailure(failure: AttemptFailure): void;
}

/** One request under way. */
export interface Attempt {
  start(): void;
  /** Gives the request up, whatever it is doing. It reports nothing any more. */
  abort(reason: unknown): void;
  /** The response was about something else: keeps its connection from being used again, where that is possible. */
  distrust?(): void;
}

/** Makes an attempt, which does nothing before its `start`. */
export type CreateAttempt = (request: AttemptRequest, sink: AttemptSink) => Attempt;

/**
 * Where a `fetch` of this package offers attempts of its own, so that no `Response`, stream and `AbortSignal` need to be
 * made for each request. A function wrapped around such a `fetch` offers none, and is called like any other.
 */
export const CREATE_ATTEMPT: unique symbol = /* @__PURE__ */ Symbol.for("privy-orders.createAttempt");

/** Whether a status sends the client elsewhere. */
export function isRedirectStatus(status: number): boolean {
  return status >= 300 && status < 400;
}
