import type { Duration } from "../clock/duration.js";
import type { FaultName } from "./fault-names.js";

/**
 * What `Retry-After` says: a number of seconds as it is (fractional, 0 and negative too), a `Date` as an HTTP date, text
 * word for word whatever it means, `{ dateAfter }` as the HTTP date that lies so far ahead of the fake's clock, and null
 * for no header.
 */
export type RetryAfter = number | string | Date | { readonly dateAfter: Duration } | null;

/** A response of the test's own in place of Privy's. */
export interface StatusFault {
  /** 200 to 599. */
  readonly status: number;
  /**
   * Whether Privy itself answers, in its documented envelope and with its rate-limit headers, or something that
   * stands in between, with `body`. Default: true without a `body`, else false.
   *
   * @see https://help.privy.com/docs (errors, rate limits)
   */
  readonly envelope?: boolean | undefined;
  /** Word for word, instead of the envelope; with `envelope: false` the default is none at all. */
  readonly body?: string | undefined;
  /** Default `text/html` for a body that begins with `<`, else `application/json`. */
  readonly contentType?: string | undefined;
  readonly retryAfter?: RetryAfter | undefined;
  /** Beside those that follow from the other options, and in their place. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Whether Privy has done what was asked before this is answered. Default false. */
  readonly stored?: boolean | undefined;
}

/** No response at all. */
export interface ConnectionFault {
  /**
   * `reset`: the connection was made and breaks. `refused`: it was never made, so nothing can have arrived.
   * `network-error`: the bare failure that a browser reports, without a code.
   */
  readonly kind: "reset" | "refused" | "network-error";
  /** Whether Privy has done what was asked before the connection breaks. Default false; a refused one stores nothing. */
  readonly stored?: boolean | undefined;
}

/** Privy's own response, spoiled on its way. */
export interface BodyFault {
  /**
   * `half-body`: the connection breaks in the middle of the body. `truncated-json`: the body stops in the middle, in good
   * order. `malformed-json`: complete, and no JSON. `empty-body`: nothing. `endless-body`: blanks without an end, as fast
   * as they are read.
   */
  readonly kind: "half-body" | "truncated-json" | "malformed-json" | "empty-body" | "endless-body";
  /** How much of the body still comes, for `half-body` and `truncated-json`. Default: half of it. */
  readonly bytes?: number | undefined;
  /** Whether Privy has done what was asked. Default true; without it, what is spoiled is a 503. */
  readonly stored?: boolean | undefined;
}

/** Privy's own response, late by the fake's clock. */
export interface SlowFault {
  /** `slow-headers`: nothing comes until then. `slow-body`: headers and half of the body come at once, the rest then. */
  readonly kind: "slow-headers" | "slow-body";
  /** Default `"30s"`, which is longer than the client waits by default; `"forever"` never ends. */
  readonly delay?: Duration | "forever" | undefined;
  /** Whether Privy has done what was asked. Default true; without it, what comes late is a 503. */
  readonly stored?: boolean | undefined;
}

/**
 * The token that the request carries has run out, from now on and for every request: 401. An OAuth client can
 * exchange its credentials for another; an API token is gone for good.
 *
 * @see https://help.privy.com/docs (authentication)
 */
export interface ExpiredTokenFault {
  readonly kind: "expired-token";
}

/** The server's clock is wrong: `Date`, the rate-limit resets and HTTP dates in `Retry-After` of its response are shifted. */
export interface ClockSkewFault {
  readonly kind: "clock-skew";
  /** Ahead of the fake's clock, or behind it: `"5m"`, `"-5m"`, or milliseconds. Default `"5m"`. */
  readonly by?: Duration | `-${Duration & string}` | undefined;
}

/** A fault with its particulars. */
export type FaultOptions =
  | StatusFault
  | ConnectionFault
  | BodyFault
  | SlowFault
  | ExpiredTokenFault
  | ClockSkewFault;

/** What can go wrong with a request: by its short name (`FAULT_NAMES`), or with its particulars. */
export type Fault = FaultName | FaultOptions;
