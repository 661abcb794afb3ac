export { createOpenTelemetryObserver } from "./create-open-telemetry-observer.js";
export type {
  DurationMeter,
  OpenTelemetryObserverOptions,
  SentAttributes,
} from "./open-telemetry-options.js";
