import type { Observer } from "../http/observing/observer.js";
import {
  CONSOLE_LEVELS,
  checkLogOptions,
  DEFAULT_LEVELS,
  type LogObserverOptions,
  type LogSubject,
} from "./log-options.js";
import { attemptText, retryText, settledText, waitText, warningText } from "./log-text.js";
import { createLogWriter, fieldsOf } from "./log-writer.js";
import type { Logger } from "./logger.js";

/** A wait longer than this gets a line of its own. Milliseconds. */
const longWaitMs = 5_000;

/**
 * An observer that writes to the given logger, and to nothing else: one line per finished call, one per retry and
 * warning and long wait, and at `debug` one per attempt and short wait; `console`, which prints `debug` like anything else,
 * gets none of the latter unless `levels` asks for them. A deprecated endpoint is reported once per route.
 *
 * A line holds what an observer's event holds: operation, route, the order's key, the call's label, statuses, error codes and
 * times; never a payload, a contact's id or a secret. A logger that throws, or whose promise rejects, changes nothing.
 *
 * @param logger pino, winston, bunyan, `console`, or anything with `debug`, `info`, `warn` and `error`
 * @throws InvalidInputError when the logger lacks a function, or an option is unknown or wrong
 */
export function createLogObserver(logger: Logger, options: LogObserverOptions = {}): Observer {
  checkLogOptions(logger, options, Object.keys(DEFAULT_LEVELS));
  const write = createLogWriter<LogSubject>(logger, {
    ...options,
    defaults: DEFAULT_LEVELS,
    consoleDefaults: CONSOLE_LEVELS,
  });
  const deprecated = new Set<string>();

  return {
    onAttempt(event) {
      const { deprecation, urlTemplate: _address, ...rest } = event;
      write("attempt", attemptText(event), fieldsOf(rest));
      const route = `${event.method} ${event.route}`;
      if (deprecation === undefined || deprecated.has(route)) return;
      deprecated.add(route);
      const { callId, operation, method } = event;
      write("deprecation", `${operation} uses ${route}, which the server calls deprecated`, {
        callId,
        operation,
        method,
        route: event.route,
      });
    },
    onRetry: (event) => write("retry", retryText(event), fieldsOf(event)),
    onWait(event) {
      const subject = (event.delayMs ?? 0) > longWaitMs ? "long_wait" : "wait";
      write(subject, waitText(event), fieldsOf(event));
    },
    onWarning(event) {
      // Not named message: winston would append it to the line's own, and pino's field of that name may be renamed to it.
      const { message: warning, ...rest } = event;
      write("warning", warningText(event), { ...fieldsOf(rest), warning });
    },
    onSettled: (event) => write(event.result, settledText(event), fieldsOf(event)),
  };
}
