export { createLogObserver } from "./create-log-observer.js";
export type { LogLevel, LogObserverOptions, LogStyle, LogSubject } from "./log-options.js";
export type { Logger, LogMethod } from "./logger.js";
