import type { Clock } from "../../http/clock.js";

/** The pauses of one loop: each ends by time, or as soon as there may be work. */
export class Pauses {
  readonly #clock: Clock;
  #isWoken = false;
  #end: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** From now on a `wake` counts, also one that comes before the pause. Returns whether there was one before. */
  arm(): boolean {
    const wasWoken = this.#isWoken;
    this.#isWoken = false;
    return wasWoken;
  }

  /** Whether there was a `wake` since the last `arm`. */
  get isWoken(): boolean {
    return this.#isWoken;
  }

  wake(): void {
    this.#isWoken = true;
    this.#end?.();
  }

  /**
   * Pauses for `pollMs` at most. Only what is known to fall due is a wait that a virtual clock may jump over: without
   * that, a worker without orders would let a test's time run away.
   */
  async pause(pollMs: number, dueAtMs: number): Promise<void> {
    if (this.#isWoken) return;
    const cancels: (() => void)[] = [];
    await new Promise<void>((resolve) => {
      this.#end = resolve;
      const delayMs = dueAtMs - this.#clock.now();
      cancels.push(this.#clock.setTimer(resolve, pollMs, "timeout"));
      if (Number.isFinite(delayMs)) cancels.push(this.#clock.setTimer(resolve, Math.max(1, delayMs), "wait"));
    });
    this.#end = undefined;
    for (const cancel of cancels) cancel();
  }

  end(): void {
    this.wake();
  }
}
