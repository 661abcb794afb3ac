import type { Clock } from "../../http/clock.js";
import type { ImportStopReason } from "./import-verdict.js";

/** Why a run ends early. */
export interface RunStop {
  readonly reason: ImportStopReason;
  readonly error?: unknown;
  readonly retryAt?: Date | undefined;
}

/** Pauses, resumes and stops a run. */
export interface RunControl {
  readonly stopped: RunStop | undefined;
  readonly paused: boolean;
  pause(): void;
  resume(): void;
  /** Stops the run; only the first reason counts. */
  stop(stop?: RunStop): void;
  /** Calls back once when the run is stopped, or at once if it already is; the returned function cancels that. */
  onStop(callback: () => void): () => void;
  /** Sleeps until a moment, or until the run is stopped. */
  sleepUntil(clock: Clock, untilMs: number): Promise<void>;
  /** Settles when the run is not paused, or is stopped. */
  whileNotPaused(): Promise<void>;
}

export function createRunControl(): RunControl {
  // A set, not an AbortSignal: a hundred orders may wait at once, and Node warns about eleven listeners of one signal.
  const listeners = new Set<() => void>();
  let stopped: RunStop | undefined;
  let resumed: Promise<void> | undefined;
  let release: () => void = () => undefined;
  const resume = (): void => {
    resumed = undefined;
    release();
  };
  const onStop: RunControl["onStop"] = (callback) => {
    if (stopped !== undefined) callback();
    else listeners.add(callback);
    return () => listeners.delete(callback);
  };
  return {
    get stopped() {
      return stopped;
    },
    get paused() {
      return resumed !== undefined;
    },
    pause() {
      if (stopped !== undefined) return;
      resumed ??= new Promise((resolve) => {
        release = resolve;
      });
    },
    resume,
    stop(stop = { reason: "aborted" }) {
      if (stopped !== undefined) return;
      stopped = stop;
      const waiting = [...listeners];
      listeners.clear();
      for (const callback of waiting) callback();
      resume();
    },
    onStop,
    sleepUntil: (clock, untilMs) =>
      new Promise((resolve) => {
        const delayMs = untilMs - clock.now();
        if (delayMs <= 0 || stopped !== undefined) {
          resolve();
          return;
        }
        let cancelTimer = (): void => undefined;
        const forget = onStop(() => {
          cancelTimer();
          resolve();
        });
        cancelTimer = clock.setTimer(
          () => {
            forget();
            resolve();
          },
          delayMs,
          "wait",
        );
      }),
    whileNotPaused: async () => {
      while (resumed !== undefined) await resumed;
    },
  };
}
