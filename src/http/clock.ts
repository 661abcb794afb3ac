/**
 * Why a timer runs. A `wait` is a pause that the client chose (backoff, a rate-limit window); a `timeout` guards work
 * that is going on. A virtual clock may jump over a wait at once, but not over a timeout.
 */
export type TimerPurpose = "wait" | "timeout";

/** Where the client takes the time from. Tests hand in a virtual one. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Calls back once, `delayMs` milliseconds from now, unless the returned function is called first. */
  setTimer(callback: () => void, delayMs: number, purpose: TimerPurpose): () => void;
  /** From 0 (included) to 1 (excluded): the jitter of pauses, so that a test's run can be repeated. Default `Math.random`. */
  random?(): number;
}

/** The next number of chance for whoever goes by this clock. */
export function chance(clock: Clock): number {
  return clock.random?.() ?? Math.random();
}

/** The machine's own clock, looked up at each call so that a test's fake timers are seen. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(callback, delayMs) {
    // Longer delays than a signed 32-bit number of milliseconds would fire at once.
    const handle = setTimeout(callback, Math.min(Math.max(delayMs, 0), 2_147_483_647));
    return () => clearTimeout(handle);
  },
};
