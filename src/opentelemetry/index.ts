export { createOpenTelemetryObserver } from "./create-open-telemetry-observer.js";
export { createQueueOpenTelemetryObserver } from "./create-queue-open-telemetry-observer.js";
export {
  observeQueueStats,
  type QueueStatsCallback,
  type QueueStatsMeter,
  type QueueStatsTelemetryOptions,
} from "./observe-queue-stats.js";
export type {
  DurationMeter,
  OpenTelemetryObserverOptions,
  SentAttributes,
} from "./open-telemetry-options.js";
export type { QueueMeter, QueueTelemetryOptions } from "./queue-telemetry-options.js";
