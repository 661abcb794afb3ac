import { notify } from "./notify.js";
import type { Observer } from "./observer.js";
import { pickTraceHeaders } from "./trace-headers.js";

/** `tracestate` means nothing without its `traceparent`, so the two are only ever taken together. */
function mergeTraceHeaders(
  earlier: Record<string, string>,
  later: Record<string, string>,
): Record<string, string> {
  const { tracestate: _earlier, ...earlierRest } = earlier;
  const { tracestate: _later, ...laterRest } = later;
  return later.traceparent === undefined ? { ...earlier, ...laterRest } : { ...earlierRest, ...later };
}

/**
 * Makes one observer of several, for example one that logs and one that traces: each sees every event, in the order
 * given. One that throws disturbs neither the call nor the others. Trace headers are merged; where two observers return
 * `traceparent`, the last one's counts, together with its `tracestate`. `undefined` is skipped.
 */
export function combineObservers(...observers: readonly (Observer | undefined)[]): Observer {
  const notifyAll =
    <Name extends keyof Observer>(name: Name) =>
    (event: Parameters<NonNullable<Observer[Name]>>[0]): void => {
      for (const observer of observers) notify(observer, name, event);
    };
  return {
    onCallStart: notifyAll("onCallStart"),
    onAttemptStart(event) {
      let headers: Record<string, string> = {};
      for (const observer of observers) {
        headers = mergeTraceHeaders(headers, pickTraceHeaders(notify(observer, "onAttemptStart", event)));
      }
      return headers;
    },
    onAttempt: notifyAll("onAttempt"),
    onRetry: notifyAll("onRetry"),
    onWait: notifyAll("onWait"),
    onWarning: notifyAll("onWarning"),
    onSettled: notifyAll("onSettled"),
  };
}
