import type { Observer } from "../../http/observing/observer.js";

/** Shorter pauses are not reported, in milliseconds. */
export const LONG_WAIT_MS = 5_000;

/** A reported pause. */
export interface LongWait {
  /** The reason: `rate limit (429)`. */
  readonly because: string;
  readonly until: Date;
}

/** Reports pauses of more than a few seconds after a failed attempt, but not those of the rate limit's pace. */
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
