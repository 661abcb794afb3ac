import type { TransportOptions } from "../http/options/transport-options.js";

/** Options of a `SequenzyClient`. Only the key has no default. */
export interface SequenzyClientOptions extends TransportOptions {
  /** An API key, `sk_live_…`; or a function that returns one, called for every attempt. */
  apiKey: string | (() => string | Promise<string>);
  /** Default `https://api.sequenzy.com/api/v1`. Must be https, unless it is a loopback host. */
  baseUrl?: string | undefined;
  /**
   * The rate that the client keeps by itself, because Sequenzy's responses carry no budget in their headers: 100 a minute and bursts of 20
   * a second by default, as documented for each key. `false` keeps none.
   */
  rateLimit?:
    | { readonly perMinute?: number | undefined; readonly perSecond?: number | undefined }
    | false
    | undefined;
}

/** Every option's name, proved complete by its type. */
export const SEQUENZY_OPTION_NAMES: readonly string[] = Object.keys({
  apiKey: 0,
  baseUrl: 0,
  fetch: 0,
  userAgent: 0,
  timeoutMs: 0,
  deadlineMs: 0,
  maxAttempts: 0,
  maxRetryDelayMs: 0,
  rateLimit: 0,
  dangerouslyAllowBrowser: 0,
  observer: 0,
  orderIdsInEvents: 0,
  clock: 0,
} satisfies Record<keyof SequenzyClientOptions, 0>);
