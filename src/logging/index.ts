export { createLogObserver } from "./create-log-observer.js";
export { createQueueLogObserver } from "./create-queue-log-observer.js";
export type { LogLevel, LogObserverOptions, LogSubject } from "./log-options.js";
export type { Logger, LogMethod, LogStyle } from "./logger.js";
export type { QueueLogObserverOptions, QueueLogSubject } from "./queue-log-options.js";
