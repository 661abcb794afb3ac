export { createOpenTelemetryObserver } from "./create-open-telemetry-observer.js";
export type { DurationMeter, OpenTelemetryObserverOptions } from "./open-telemetry-options.js";
