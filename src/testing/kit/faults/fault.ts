import type { Duration } from "../clock/duration.js";
import type { FaultName } from "./fault-names.js";

/**
 * The value of `Retry-After`: a number of seconds (also fractional, 0 or negative), a `Date` as an HTTP date, any text
 * unchanged, `{ dateAfter }` as an HTTP date that far ahead of the fake's clock, and null for no header.
 */
export type RetryAfter = number | string | Date | { readonly dateAfter: Duration } | null;

/** A response of the test's own in place of Privy's. */
export interface StatusFault {
  /** 200 to 599. */
  readonly status: number;
  /**
   * Whether Privy itself responds, in its documented envelope and with its rate-limit headers, or something in between,
   * with `body`. Default: true without a `body`, else false.
   *
   * @see https://help.privy.com/docs (errors, rate limits)
   */
  readonly envelope?: boolean | undefined;
  /** The body, sent unchanged instead of the envelope. Default with `envelope: false`: no body. */
  readonly body?: string | undefined;
  /** The body's type. Default `text/html` for a body that begins with `<`, else `application/json`. */
  readonly contentType?: string | undefined;
  readonly retryAfter?: RetryAfter | undefined;
  /** More headers; they replace those of the other options. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Whether Privy processes the request before this response. Default false. */
  readonly stored?: boolean | undefined;
}

/** No response at all. */
export interface ConnectionFault {
  /**
   * `reset`: the connection is opened and breaks. `refused`: it is never opened, so the request cannot have arrived.
   * `network-error`: the failure that a browser reports, without a code.
   */
  readonly kind: "reset" | "refused" | "network-error";
  /** Whether Privy processes the request before the connection breaks. Default false; not possible for `refused`. */
  readonly stored?: boolean | undefined;
}

/** Privy's own response, damaged on its way. */
export interface BodyFault {
  /**
   * `half-body`: the connection breaks in the middle of the body. `truncated-json`: the body ends in the middle, with
   * the connection closed properly. `malformed-json`: complete, but not valid JSON. `empty-body`: nothing.
   * `endless-body`: blanks without an end, as fast as they are read.
   */
  readonly kind: "half-body" | "truncated-json" | "malformed-json" | "empty-body" | "endless-body";
  /** How many bytes of the body are sent, for `half-body` and `truncated-json`. Default: half of it. */
  readonly bytes?: number | undefined;
  /** Whether Privy processes the request. Default true; with false, the damaged response is a 503. */
  readonly stored?: boolean | undefined;
}

/** Privy's own response, late by the fake's clock. */
export interface SlowFault {
  /** `slow-headers`: everything comes late. `slow-body`: headers and half of the body come at once, the rest comes late. */
  readonly kind: "slow-headers" | "slow-body";
  /** The delay. Default `"30s"`, longer than the client waits by default; `"forever"` never ends. */
  readonly delay?: Duration | "forever" | undefined;
  /** Whether Privy processes the request. Default true; with false, the late response is a 503. */
  readonly stored?: boolean | undefined;
}

/**
 * The token of the request expires, from now on and for every request: 401. An OAuth client can exchange its
 * credentials for a new token; an API token stays invalid.
 *
 * @see https://help.privy.com/docs (authentication)
 */
export interface ExpiredTokenFault {
  readonly kind: "expired-token";
}

/** The server's clock is wrong: `Date`, the rate-limit resets and HTTP dates in `Retry-After` of its response are shifted. */
export interface ClockSkewFault {
  readonly kind: "clock-skew";
  /** The shift, ahead of the fake's clock or behind it: `"5m"`, `"-5m"`, or milliseconds. Default `"5m"`. */
  readonly by?: Duration | `-${Duration & string}` | undefined;
}

/** A fault with its options. */
export type FaultOptions =
  | StatusFault
  | ConnectionFault
  | BodyFault
  | SlowFault
  | ExpiredTokenFault
  | ClockSkewFault;

/** A fault: its short name (`FAULT_NAMES`), or an object with its options. */
export type Fault = FaultName | FaultOptions;
