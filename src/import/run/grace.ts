import type { Clock } from "../../http/clock.js";
import type { RunControl } from "./run-control.js";

/** How long orders under way may take to finish after the import was stopped. Milliseconds. */
const graceMs = 5_000;

/** Lets the orders under way finish when a run is stopped, but not for long. */
export interface Grace {
  /** A signal for one call, which aborts when the time is over. A shared one would gather a listener of every call. */
  begin(): { readonly signal: AbortSignal; end(): void };
  /** The import is over: a timer that is left behind would keep the process alive. */
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
