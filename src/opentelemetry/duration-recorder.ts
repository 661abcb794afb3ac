import type { AttemptEvent } from "../http/observing/observer.js";
import type { DurationMeter } from "./open-telemetry-options.js";
import { outcomeAttributes } from "./outcome-attributes.js";
import { requestAttributes } from "./request-attributes.js";

/** The bounds that the semantic conventions advise for this histogram, in seconds. */
const bucketBounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** Makes the histogram of `http.client.request.duration`, and gives what records an attempt in it. */
export function durationRecorder(meter: DurationMeter): (event: AttemptEvent) => void {
  const histogram = meter.createHistogram("http.client.request.duration", {
    description: "Duration of HTTP client requests.",
    unit: "s",
    advice: { explicitBucketBoundaries: bucketBounds },
  });
  return (event) =>
    histogram.record(event.durationMs / 1000, {
      ...requestAttributes(event).common,
      ...outcomeAttributes(event),
    });
}
