import type { Clock } from "../http/clock.js";
import type { FetchLike } from "../http/fetch-like.js";
import type { Observer } from "../http/observing/observer.js";
import type { KernelOptions } from "../http/options/check-kernel-options.js";

/** Options of a `SequenzyClient`. Only the key has no default. */
export interface SequenzyClientOptions extends KernelOptions {
  /** An API key, `sk_live_…`; or a function that returns one, called for every attempt. */
  apiKey: string | (() => string | Promise<string>);
  /** Default `https://api.sequenzy.com/api/v1`. Must be https, unless it is a loopback host. */
  baseUrl?: string | undefined;
  /** Default: `globalThis.fetch`, looked up at each call. */
  fetch?: FetchLike | undefined;
  /** Text before the client's own `User-Agent`, for example `my-shop/1.0`. */
  userAgent?: string | undefined;
  /** One attempt, reading the body included. Milliseconds; default 10,000. */
  timeoutMs?: number | undefined;
  /** The whole call. Milliseconds; default 90,000. */
  deadlineMs?: number | undefined;
  /** Requests at most per call, the first included; 1 to 100, default 4. */
  maxAttempts?: number | undefined;
  /** The longest pause between two attempts. Milliseconds; default 60,000. */
  maxRetryDelayMs?: number | undefined;
  /**
   * The rate that the client keeps by itself, because Sequenzy's responses carry no budget in their headers: 100 a minute and bursts of 20
   * a second by default, as documented for each key. `false` keeps none.
   */
  rateLimit?:
    | { readonly perMinute?: number | undefined; readonly perSecond?: number | undefined }
    | false
    | undefined;
  /** See `PrivyClientOptions.dangerouslyAllowBrowser`. Default false. */
  dangerouslyAllowBrowser?: boolean | undefined;
  /** Sees every call, attempt and pause, without payloads. */
  observer?: Observer | undefined;
  /** Whether observer events name the order that they are about (`order_id`). Default true. */
  orderIdsInEvents?: boolean | undefined;
  /** Where the time comes from. Default: the clock of the fake whose `fetch` this client has, else the machine's. */
  clock?: Clock | undefined;
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
