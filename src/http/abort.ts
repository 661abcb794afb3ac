import type { Clock } from "./clock.js";

/** Throws the signal's own reason when it is aborted: `signal.throwIfAborted()`, which the signals of Jest 29's jsdom lack. */
export function throwIfAborted(signal: AbortSignal | null | undefined): void {
  if (signal?.aborted === true) throw signal.reason;
}

/**
 * Waits for a promise, but no longer than until the signal aborts; then rejects with the signal's own reason.
 * The promise itself may settle later and is then ignored, so that work which ignores signals cannot hold a caller up.
 */
export function raceAbort<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    if (signal.aborted) {
      promise.catch(() => undefined);
      onAbort();
      return;
    }
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(
      (value) => {
        signal.removeEventListener("abort", onAbort);
        resolve(value);
      },
      (error) => {
        signal.removeEventListener("abort", onAbort);
        reject(error);
      },
    );
  });
}

/** Pauses for `delayMs` milliseconds; an abort cuts the pause short and rejects with the signal's own reason. */
export function sleep(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = (): void => {
      cancel();
      reject(signal.reason);
    };
    const cancel = clock.setTimer(
      () => {
        signal.removeEventListener("abort", onAbort);
        resolve();
      },
      delayMs,
      "wait",
    );
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
