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

/** The longest delay that every runtime's timers keep, about 24.8 days: a longer one would fire at once. */
export const LONGEST_TIMER_MS = 2_147_483_647;

/** A random number from 0 (included) to 1 (excluded), from the clock's own source if it has one. */
export function randomOf(clock: Clock): number {
  return clock.random?.() ?? Math.random();
}

/** The machine's own clock, looked up at each call so that a test's fake timers are seen. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(callback, delayMs) {
    const handle = setTimeout(callback, Math.min(Math.max(delayMs, 0), LONGEST_TIMER_MS));
    return () => clearTimeout(handle);
  },
};
