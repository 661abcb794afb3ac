/** The order of a logger's arguments: `pino` takes `(fields, message)`, `console` takes `(message, fields)`. */
export type LogStyle = "pino" | "console";

/** Any function: the loggers' own types differ too much to name one. */
export type LogMethod = (...values: never[]) => unknown;

/** The functions of a logger such as pino, winston, bunyan or `console`. */
export interface Logger {
  debug: LogMethod;
  info: LogMethod;
  warn: LogMethod;
  error: LogMethod;
}

/** Whether a logger is `console`, or another one of its kind. */
export function isConsole(logger: Logger): boolean {
  return ["table", "group", "groupEnd"].every((name) => typeof Reflect.get(logger, name) === "function");
}

/** pino and its children have `bindings`, bunyan's have `addSerializers`; both take the fields before the message. */
export function styleOf(logger: Logger): LogStyle {
  const marks = ["bindings", "addSerializers"];
  return marks.some((name) => typeof Reflect.get(logger, name) === "function") ? "pino" : "console";
}
