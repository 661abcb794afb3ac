import type { Observer } from "../../http/observing/observer.js";

/** Shorter pauses come and go. Milliseconds. */
export const LONG_WAIT_MS = 5_000;

/** A pause that a response asked for. */
export interface LongWait {
  /** In a few words: `rate limit (429)`. */
  readonly because: string;
  readonly until: Date;
}

/** Reports the pauses of more than a few seconds that come after a failed attempt; the pace of the rate limit is none. */
export function waitObserver(onWait: (wait: LongWait) => void): Observer {
  return {
    onRetry({ delayMs, errorCode, status }) {
      if (delayMs <= LONG_WAIT_MS) return;
      const what = errorCode === "rate_limited" ? "rate limit" : errorCode.replaceAll("_", " ");
      const because = status === undefined ? what : `${what} (${status})`;
      onWait({ because, until: new Date(Date.now() + delayMs) });
    },
  };
}
