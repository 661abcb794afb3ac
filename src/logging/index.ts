export { createLogObserver } from "./create-log-observer.js";
export type { LogLevel, LogObserverOptions, LogSubject } from "./log-options.js";
export type { Logger, LogMethod, LogStyle } from "./logger.js";
