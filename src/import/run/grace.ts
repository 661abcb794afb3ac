import type { Clock } from "../../http/clock.js";
import type { RunControl } from "./run-control.js";

/** How long running calls may take to finish after the import was stopped, in milliseconds. */
const graceMs = 5_000;

/** Lets running calls finish when a run is stopped, within a limit. */
export interface Grace {
  /** Returns a signal for one call, which aborts when the time is over. A shared one would collect a listener of every call. */
  begin(): { readonly signal: AbortSignal; end(): void };
  /** Ends the timer when the import is over, since it would keep the process alive. */
  end(): void;
}

export function createGrace(control: RunControl, clock: Clock): Grace {
  const calls = new Set<AbortController>();
  let cancelTimer = (): void => undefined;
  const forget = control.onStop(() => {
    cancelTimer = clock.setTimer(
      () => {
        for (const call of calls) call.abort();
      },
      graceMs,
      "timeout",
    );
  });
  return {
    begin() {
      const call = new AbortController();
      calls.add(call);
      return { signal: call.signal, end: () => calls.delete(call) };
    },
    end() {
      forget();
      cancelTimer();
    },
  };
}
