import { engineErrorFields } from "../queue/observing/engine-error-fields.js";
import type {
  EnqueueObserver,
  HoldReason,
  PutOffReason,
  QueueObserver,
} from "../queue/observing/queue-observer.js";
import { checkLogOptions } from "./log-options.js";
import { createLogWriter, fieldsOf } from "./log-writer.js";
import type { Logger } from "./logger.js";
import {
  QUEUE_CONSOLE_LEVELS,
  QUEUE_LOG_LEVELS,
  type QueueLogObserverOptions,
  type QueueLogSubject,
} from "./queue-log-options.js";
import {
  deadText,
  deliveryText,
  engineErrorText,
  enqueuedText,
  heldText,
  putOffText,
  staleText,
  takeoverText,
} from "./queue-log-text.js";

/** What is not a failure of a delivery. */
const waits: readonly PutOffReason[] = ["linger", "rate_limited", "paused", "stopped"];

function heldSubject(reason: HoldReason): QueueLogSubject {
  if (reason === "rate_limited" || reason === "paused") return "budget_spent";
  return reason === "unavailable" ? "outage" : "held";
}

/**
 * Makes an observer that writes what a durable queue does to the given logger, and to nothing else. It is one object for both
 * sides: `createSqliteQueue({ observer })`, or another engine's, and `queue.work({ observer })`.
 *
 * A line holds what an event holds: the account's name, the order's key, reasons, refused fields' names, error codes and times;
 * never a payload, a secret or what an engine's error quotes. A logger that throws, or whose promise rejects, changes nothing.
 *
 * @param logger pino, winston, bunyan, `console`, or anything with `debug`, `info`, `warn` and `error`
 * @throws InvalidInputError when the logger lacks a function, or an option is unknown or wrong
 */
export function createQueueLogObserver(
  logger: Logger,
  options: QueueLogObserverOptions = {},
): QueueObserver & EnqueueObserver {
  checkLogOptions(logger, options, Object.keys(QUEUE_LOG_LEVELS));
  const write = createLogWriter<QueueLogSubject>(logger, {
    ...options,
    defaults: QUEUE_LOG_LEVELS,
    consoleDefaults: QUEUE_CONSOLE_LEVELS,
  });
  return {
    onEnqueued(event) {
      const { result } = event;
      const subject = result === "accepted" ? "enqueued" : result === "stale" ? "stale" : "enqueue_failed";
      write(subject, enqueuedText(event), fieldsOf(event));
    },
    onDeliveryEnd(event) {
      const { result } = event;
      // What was put off, died or was taken over has a line of its own.
      if (result === "put_off" || result === "dead" || result === "lost_lease") return;
      const { traces: _traces, ...rest } = event;
      write(result === "aborted" ? "aborted" : "delivered", deliveryText(event), fieldsOf(rest));
    },
    onPutOff(event) {
      const subject = waits.includes(event.reason) ? "waiting" : "put_off";
      write(subject, putOffText(event), { ...event });
    },
    onHeld: (event) => write(heldSubject(event.reason), heldText(event), { ...event }),
    onReleased: (event) => write("released", `account ${event.account} goes on`, { ...event }),
    onDead: (event) => write("dead", deadText(event), { ...event }),
    onStale: (event) => write("stale", staleText(event.order_id, event.states), { ...event }),
    onConsentDropped(event) {
      const text = `order ${event.order_id} was late, and went without its marketing consent`;
      write("consent_dropped", text, { ...event });
    },
    onTakeover: (event) => write("takeover", takeoverText(event), { ...event }),
    onEngineError(event) {
      const { engine, operation, error } = event;
      const fields = engineErrorFields(error);
      write("engine_error", engineErrorText(event, fields), { engine, operation, ...fields });
    },
  };
}
