import type { Clock } from "../../../http/clock.js";

/** Further ahead than any client waits for a response. */
const foreverMs = 86_400_000;

/**
 * Waits by the fake's clock, without an end for Infinity. Rejects with the signal's own reason when it aborts.
 */
export function wait(clock: Clock, delayMs: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = (): void => {
      cancel();
      reject(signal?.reason);
    };
    // A clock that moves by itself moves only for a wait: this one lets it reach the caller's own timeout.
    const cancel = clock.setTimer(
      () => {
        if (delayMs === Number.POSITIVE_INFINITY) return;
        signal?.removeEventListener("abort", onAbort);
        resolve();
      },
      Math.min(delayMs, foreverMs),
      "wait",
    );
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
