import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import { unknownOptions } from "../http/options/unknown-options.js";
import { isObject } from "../schemas/objects/is-object.js";
import type { Logger, LogStyle } from "./logger.js";

/** Where a line goes; `silent` leaves it out. */
export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

/** The subjects of a line. */
export type LogSubject =
  | "succeeded"
  | "failed"
  | "aborted"
  | "retry"
  | "warning"
  | "deprecation"
  | "attempt"
  | "wait"
  | "long_wait";

export interface LogObserverOptions {
  /** Default: `pino` for a pino or bunyan logger, `console` for every other (console, winston, loglevel …). */
  readonly style?: LogStyle | undefined;
  /**
   * Levels that replace the defaults: `succeeded` and `aborted` at `info`, `failed` at `error`, `retry`, `warning` and
   * `deprecation` at `warn`, `attempt` and `wait` at `debug` (for `console`: `silent`); `long_wait`, one of more than five
   * seconds, at `info`.
   */
  readonly levels?: Readonly<Partial<Record<LogSubject, LogLevel>>> | undefined;
}

export const DEFAULT_LEVELS: Readonly<Record<LogSubject, LogLevel>> = {
  succeeded: "info",
  failed: "error",
  aborted: "info",
  retry: "warn",
  warning: "warn",
  deprecation: "warn",
  attempt: "debug",
  wait: "debug",
  long_wait: "info",
};

/** A console has no level of its own that would leave these out. */
export const CONSOLE_LEVELS: { readonly attempt: LogLevel; readonly wait: LogLevel } = {
  attempt: "silent",
  wait: "silent",
};

const methods = ["debug", "info", "warn", "error"] as const;
const levelNames: readonly unknown[] = [...methods, "silent"];

function loggerIssues(logger: Logger): InputIssue[] {
  // A logger can be a function too, as that of the package debug is.
  if (!isObject(logger) && typeof logger !== "function") {
    return [
      {
        code: "invalid",
        path: ["logger"],
        message: "must be a logger with the functions debug, info, warn and error",
      },
    ];
  }
  return methods
    .filter((name) => typeof logger[name] !== "function")
    .map((name) => ({ code: "invalid", path: ["logger", name], message: "must be a function" }));
}

function levelIssues(levels: unknown, subjects: readonly string[]): InputIssue[] {
  if (levels === undefined) return [];
  if (!isObject(levels)) {
    return [
      { code: "invalid", path: ["levels"], message: 'must be an object such as { succeeded: "debug" }' },
    ];
  }
  const issues = unknownOptions(levels, subjects, "levels");
  for (const name of subjects) {
    const level: unknown = Reflect.get(levels, name);
    if (level !== undefined && !levelNames.includes(level)) {
      issues.push({ code: "invalid", path: [name], message: `must be one of ${levelNames.join(", ")}` });
    }
  }
  return issues.map(({ path, ...issue }) => ({ ...issue, path: ["levels", ...path] }));
}

/**
 * Checks a logger and the options of a log observer, whose levels are those of its subjects.
 *
 * @throws InvalidInputError naming everything that is wrong
 */
export function checkLogOptions(
  logger: Logger,
  options: { readonly style?: unknown; readonly levels?: unknown },
  subjects: readonly string[],
): void {
  const issues = loggerIssues(logger);
  if (!isObject(options)) {
    issues.push({ code: "invalid", path: [], message: "must be an object of options such as { levels }" });
  } else {
    issues.push(...unknownOptions(options, ["style", "levels"], "the log observer"));
    issues.push(...levelIssues(options.levels, subjects));
    if (options.style !== undefined && options.style !== "pino" && options.style !== "console") {
      issues.push({ code: "invalid", path: ["style"], message: "must be one of pino, console" });
    }
  }
  if (issues.length > 0) throw new InvalidInputError("The log observer was not created", issues);
}
