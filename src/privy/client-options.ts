import type { Clock } from "../http/clock.js";
import type { FetchLike } from "../http/fetch-like.js";
import type { Observer } from "../http/observing/observer.js";
import type { RateBudget } from "../http/rate/rate-gate.js";
import type { ParseOrderOptions } from "../schemas/order/parse-order-options.js";
import type { OAuthOptions } from "./client-credentials.js";

/** Options of a `PrivyClient`. Only the credential has no default. */
export interface PrivyClientOptions extends ParseOrderOptions {
  /**
   * An API token, or a function that gives one; it is asked at every attempt, and again once after a 401. This or `oauth`.
   *
   * @see https://help.privy.com/docs (API tokens)
   */
  token?: string | (() => string | Promise<string>) | undefined;
  /**
   * OAuth client credentials, exchanged for access tokens as they are needed. This or `token`.
   *
   * @see https://help.privy.com/docs (authentication)
   */
  oauth?: OAuthOptions | undefined;
  /**
   * Ties orders to one of the account's Custom Integrations. Default: Privy ties them itself when there is only one.
   *
   * @see https://help.privy.com/docs (Custom Integration)
   */
  integrationToken?: string | undefined;
  /** Default `https://api.privy.com/v1`. Must be https, unless it is a loopback host. */
  baseUrl?: string | undefined;
  /** Default: `globalThis.fetch`, looked up at each call, so that whatever patches the global sees the requests. */
  fetch?: FetchLike | undefined;
  /** Put before the client's own `User-Agent`, for example `my-shop/1.0`. */
  userAgent?: string | undefined;
  /** One attempt, reading the body included. Milliseconds; default 10,000. */
  timeoutMs?: number | undefined;
  /** The whole call: token, queueing, attempts and pauses. Milliseconds; default 90,000. */
  deadlineMs?: number | undefined;
  /** Requests at most per call, the first included; 1 to 100, default 4. */
  maxAttempts?: number | undefined;
  /** The longest pause between two attempts; a longer `Retry-After` fails at once with `retryAt`. Milliseconds; default 60,000. */
  maxRetryDelayMs?: number | undefined;
  /** The account's rate limit, shared by all clients that are given it. Default: one of this client's own. See `createRateBudget`. */
  rateBudget?: RateBudget | undefined;
  /** The share of the rate limit that `priority: "backfill"` leaves to live calls at the beginning of a window; 0 to 1, default 0.1. */
  liveReserve?: number | undefined;
  /** Whether upserts of one order that wait behind a running one are merged into the newest. Default false. */
  coalesce?: boolean | undefined;
  /**
   * Allows a client in a browser, where every visitor of the page can read its credential. Default false: there it is
   * refused. Meant for tools on one's own machine. A server's
   * runtime that simulates a browser (jsdom, happy-dom) is none.
   */
  dangerouslyAllowBrowser?: boolean | undefined;
  /** Sees every call, attempt, pause and warning, without payloads. */
  observer?: Observer | undefined;
  /** Whether observer events name the order that they are about (`order_id`). Default true. */
  orderIdsInEvents?: boolean | undefined;
  /** Where the time comes from. Default: the clock of the fake whose `fetch` this client has, else the machine's. */
  clock?: Clock | undefined;
}

/** Every option's name, proved complete by its type. */
export const CLIENT_OPTION_NAMES: readonly string[] = /* @__PURE__ */ Object.keys({
  token: 0,
  oauth: 0,
  rateBudget: 0,
  liveReserve: 0,
  coalesce: 0,
  dangerouslyAllowBrowser: 0,
  integrationToken: 0,
  baseUrl: 0,
  fetch: 0,
  userAgent: 0,
  timeoutMs: 0,
  deadlineMs: 0,
  maxAttempts: 0,
  maxRetryDelayMs: 0,
  defaultCountry: 0,
  invalidPhone: 0,
  invalidEmail: 0,
  unknownFields: 0,
  observer: 0,
  orderIdsInEvents: 0,
  clock: 0,
} satisfies Record<keyof PrivyClientOptions, 0>);
