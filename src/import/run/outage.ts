import type { Clock } from "../../http/clock.js";
import type { RunControl } from "./run-control.js";

const firstPauseMs = 1_000;
const longestPauseMs = 600_000;

/** The start of an outage, and the time of the next attempt. */
export interface OutageState {
  readonly sinceMs: number;
  readonly nextAtMs: number;
}

/**
 * Tracks whether Privy is unavailable. During an outage one order at a time is a probe, after growing pauses; all
 * others wait for its result.
 */
export interface Outage {
  readonly state: OutageState | undefined;
  /** Waits until this order may be sent. */
  enter(): Promise<OutageTurn>;
  /** Records a failure; returns whether the outage has lasted too long. */
  failed(turn: OutageTurn, untilMs: number | undefined): { readonly isTooLong: boolean };
  /** Records a response of Privy, including a refusal. */
  responded(): void;
  /** Records that the order was not sent, so that another one becomes the probe. */
  leave(turn: OutageTurn): void;
}

export interface OutageTurn {
  /** Whether this order is the probe. */
  readonly isProbe: boolean;
}

export interface OutageOptions {
  readonly clock: Clock;
  readonly control: RunControl;
  readonly maxOutageMs: number;
  /** Called before each pause. */
  readonly onWait: (state: OutageState) => void;
  readonly onPause: (durationMs: number) => void;
}

export function createOutage({ clock, control, maxOutageMs, onWait, onPause }: OutageOptions): Outage {
  let state: OutageState | undefined;
  let failures = 0;
  let hasProbe = false;
  let changed: (() => void)[] = [];
  const tellWaiting = (): void => {
    const waiting = changed;
    changed = [];
    for (const wake of waiting) wake();
  };
  control.onStop(tellWaiting);

  return {
    get state() {
      return state;
    },
    async enter() {
      while (state !== undefined && control.stopped === undefined) {
        if (hasProbe) {
          await new Promise<void>((resolve) => changed.push(resolve));
          continue;
        }
        hasProbe = true;
        onWait(state);
        onPause(Math.max(0, state.nextAtMs - clock.now()));
        await control.sleepUntil(clock, state.nextAtMs);
        return { isProbe: true };
      }
      return { isProbe: false };
    },
    failed({ isProbe }, untilMs) {
      const nowMs = clock.now();
      const sinceMs = state?.sinceMs ?? nowMs;
      if (state !== undefined && !isProbe) return { isTooLong: false };
      failures += 1;
      const endMs = sinceMs + maxOutageMs;
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1));
      // The last probe is at the very end of the time that an outage may last.
      state = {
        sinceMs,
        nextAtMs: Math.min(Math.max(nowMs + pauseMs, untilMs ?? 0), Math.max(endMs, nowMs)),
      };
      if (isProbe) hasProbe = false;
      tellWaiting();
      return { isTooLong: nowMs >= endMs };
    },
    responded() {
      if (state === undefined) return;
      state = undefined;
      failures = 0;
      hasProbe = false;
      tellWaiting();
    },
    leave({ isProbe }) {
      if (!isProbe || state === undefined) return;
      hasProbe = false;
      tellWaiting();
    },
  };
}
