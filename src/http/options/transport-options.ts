import type { Clock } from "../clock.js";
import type { FetchLike } from "../fetch-like.js";
import type { Observer } from "../observing/observer.js";

/** The options that every client has, whatever it reports to. */
export interface TransportOptions {
  /** The API's address. Default: the destination's own. Must be https, unless it is a loopback host. */
  baseUrl?: string | undefined;
  /** Default: `globalThis.fetch`, looked up at each call, so that whatever patches the global sees the requests. */
  fetch?: FetchLike | undefined;
  /** Put before the client's own `User-Agent`, for example `my-shop/1.0`; 1 to 200 ASCII characters. */
  userAgent?: string | undefined;
  /** One attempt, reading the body included. Milliseconds; default 10,000. */
  timeoutMs?: number | undefined;
  /** The whole call: token, queueing, attempts and pauses. Milliseconds; default 90,000. */
  deadlineMs?: number | undefined;
  /** Requests at most per call, the first included; 1 to 100, default 4. */
  maxAttempts?: number | undefined;
  /** The longest pause between two attempts; a longer `Retry-After` fails at once with `retryAt`. Milliseconds; default 60,000. */
  maxRetryDelayMs?: number | undefined;
  /**
   * Allows a client in a browser, where each visitor of the page can read its credential. Default false: there it is
   * refused. Meant for tools on one's own machine. A server's runtime that simulates a browser (jsdom, happy-dom) is none.
   */
  dangerouslyAllowBrowser?: boolean | undefined;
  /** Sees every call, attempt, pause and warning, without payloads. */
  observer?: Observer | undefined;
  /** Whether observer events name the order that they are about (`order_id`). Default true. */
  orderIdsInEvents?: boolean | undefined;
  /** Where the time comes from. Default: the clock of the fake whose `fetch` this client has, else the machine's. */
  clock?: Clock | undefined;
}
