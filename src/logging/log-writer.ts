import type { LogLevel } from "./log-options.js";
import { isConsole, type Logger, type LogStyle, styleOf } from "./logger.js";

/** Writes one line about a subject. */
export type LogWriter<Subject extends string> = (subject: Subject, message: string, fields: object) => void;

export interface LogWriterOptions<Subject extends string> {
  readonly style?: LogStyle | undefined;
  readonly levels?: Readonly<Partial<Record<Subject, LogLevel>>> | undefined;
  readonly defaults: Readonly<Record<Subject, LogLevel>>;
  /** What `console` gets instead, which has no level of its own that would leave these out. */
  readonly consoleDefaults: Readonly<Partial<Record<Subject, LogLevel>>>;
}

/** Makes what writes an observer's lines to a logger. One that throws, or whose promise rejects, changes nothing. */
export function createLogWriter<Subject extends string>(
  logger: Logger,
  { levels, defaults, consoleDefaults, ...options }: LogWriterOptions<Subject>,
): LogWriter<Subject> {
  const style = options.style ?? styleOf(logger);
  const usual = isConsole(logger) ? { ...defaults, ...consoleDefaults } : defaults;
  return (subject, message, fields) => {
    const level: LogLevel = levels?.[subject] ?? usual[subject];
    if (level === "silent") return;
    const line = `privy-orders: ${message}`;
    try {
      // Looked up at each line, so that a spy or a wrapper that was put there later is seen.
      const returned: unknown = Reflect.apply(
        logger[level],
        logger,
        style === "pino" ? [fields, line] : [line, fields],
      );
      Promise.resolve(returned).catch(() => undefined);
    } catch {
      // A failing log must not fail an order.
    }
  };
}

/** Everything in an event that is useful in a log. */
export function fieldsOf<Event extends { readonly identity?: object }>(
  event: Event,
): Record<string, unknown> {
  const { identity: _identity, ...fields } = event;
  return fields;
}
