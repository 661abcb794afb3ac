export { createOpenTelemetryObserver } from "./create-open-telemetry-observer.js";
export type { OpenTelemetryObserverOptions } from "./open-telemetry-options.js";
