import type { LogLevel } from "./log-options.js";
import type { LogStyle } from "./logger.js";

/** The subjects of a line about a queue. */
export type QueueLogSubject =
  /** An order was put into the queue. */
  | "enqueued"
  /** `enqueue` rejected, after the order was found to be valid. */
  | "enqueue_failed"
  | "delivered"
  /** The worker was stopped in the middle of a delivery; the order waits on. */
  | "aborted"
  /** A delivery failed, and is tried again. */
  | "put_off"
  /** An order waits without a failure: for further states, for the budget, because of a pause. */
  | "waiting"
  | "dead"
  /** An account is held until a person does something: the token is refused, the address is wrong, a name is unknown. */
  | "held"
  /** An account is held because Privy is unavailable. */
  | "outage"
  /** An account is held because its budget is spent. */
  | "budget_spent"
  | "released"
  | "stale"
  | "consent_dropped"
  | "takeover"
  | "engine_error";

/** Options of `createQueueLogObserver`. */
export interface QueueLogObserverOptions {
  /** Default: `pino` for a pino or bunyan logger, `console` for every other (console, winston, loglevel …). */
  readonly style?: LogStyle | undefined;
  /**
   * Levels that replace the defaults: `enqueue_failed`, `dead`, `held` and `engine_error` at `error`; `put_off`, `outage`,
   * `consent_dropped` and `takeover` at `warn`; `delivered`, `aborted`, `budget_spent`, `released` and `stale` at `info`;
   * `enqueued` and `waiting` at `debug` (for `console`: `silent`).
   */
  readonly levels?: Readonly<Partial<Record<QueueLogSubject, LogLevel>>> | undefined;
}

export const QUEUE_LOG_LEVELS: Readonly<Record<QueueLogSubject, LogLevel>> = {
  enqueued: "debug",
  enqueue_failed: "error",
  delivered: "info",
  aborted: "info",
  put_off: "warn",
  waiting: "debug",
  dead: "error",
  held: "error",
  outage: "warn",
  budget_spent: "info",
  released: "info",
  stale: "info",
  consent_dropped: "warn",
  takeover: "warn",
  engine_error: "error",
};

/** A console has no level of its own that would leave these out. */
export const QUEUE_CONSOLE_LEVELS: Readonly<Partial<Record<QueueLogSubject, LogLevel>>> = {
  enqueued: "silent",
  waiting: "silent",
};
