import type { AttemptEvent, SettledEvent } from "../http/observing/observer.js";
import type { DurationMeter } from "./open-telemetry-options.js";
import { outcomeAttributes } from "./outcome-attributes.js";
import { requestAttributes } from "./request-attributes.js";

/** The bounds that the semantic conventions advise for this histogram, in seconds. */
export const bucketBounds: number[] = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
];

export interface DurationRecorder {
  attempt(event: AttemptEvent): void;
  /** A call is over, also one that was refused before anything was sent. */
  call(event: SettledEvent): void;
}

/** Makes the histograms of attempts (`http.client.request.duration`) and of calls (`privy_orders.call.duration`). */
export function durationRecorder(meter: DurationMeter): DurationRecorder {
  const attempts = meter.createHistogram("http.client.request.duration", {
    description: "Duration of HTTP client requests.",
    unit: "s",
    advice: { explicitBucketBoundaries: bucketBounds },
  });
  const calls = meter.createHistogram("privy_orders.call.duration", {
    description: "Duration of calls, waits and retries included.",
    unit: "s",
    advice: { explicitBucketBoundaries: bucketBounds },
  });
  return {
    attempt: (event) =>
      attempts.record(event.durationMs / 1000, {
        ...requestAttributes(event).common,
        ...outcomeAttributes(event),
      }),
    call: ({ durationMs, operation, result, errorCode }) =>
      calls.record(durationMs / 1000, {
        "privy_orders.operation": operation,
        "privy_orders.result": result,
        ...(errorCode !== undefined && { "error.type": errorCode }),
      }),
  };
}
