import type { ImportStopReason } from "./import-verdict.js";

/** Why a run ends early. */
export interface RunStop {
  readonly reason: ImportStopReason;
  readonly error?: unknown;
  readonly retryAt?: Date | undefined;
}

/** The switch of a run: pause, resume, stop. */
export interface RunControl {
  readonly stopped: RunStop | undefined;
  readonly paused: boolean;
  pause(): void;
  resume(): void;
  /** The first reason counts. */
  stop(stop?: RunStop): void;
  /** Aborts as soon as the run is stopped: cuts every pause. */
  readonly signal: AbortSignal;
  /** Settles when the run is not paused, or is stopped. */
  whileNotPaused(): Promise<void>;
}

export function createRunControl(): RunControl {
  const controller = new AbortController();
  let stopped: RunStop | undefined;
  let resumed: Promise<void> | undefined;
  let release: () => void = () => undefined;
  const resume = (): void => {
    resumed = undefined;
    release();
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
      controller.abort();
      resume();
    },
    signal: controller.signal,
    whileNotPaused: async () => {
      while (resumed !== undefined) await resumed;
    },
  };
}
