import type { TransportOptions } from "../http/options/transport-options.js";
import type { RateBudget } from "../http/rate/rate-gate.js";
import type { ParseOrderOptions } from "../schemas/order/parse-order-options.js";
import type { OAuthOptions } from "./client-credentials.js";

/** Options of a `PrivyClient`. Only the credential has no default. */
export interface PrivyClientOptions extends TransportOptions, ParseOrderOptions {
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
  /** The account's rate limit, shared by all clients that are given it. Default: one of this client's own. See `createRateBudget`. */
  rateBudget?: RateBudget | undefined;
  /** The share of the rate limit that `priority: "backfill"` leaves to live calls at the beginning of a window; 0 to 1, default 0.1. */
  liveReserve?: number | undefined;
  /** Whether upserts of one order that wait behind a running one are merged into the newest. Default false. */
  coalesce?: boolean | undefined;
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
