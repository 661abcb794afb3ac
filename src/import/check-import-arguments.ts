import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import { unknownOptions } from "../http/options/unknown-options.js";
import { isObject } from "../schemas/objects/is-object.js";
import { dateValue } from "../schemas/values/date-value.js";
import type { ImportClient, ImportOptions } from "./import-options.js";
import type { ImportSource } from "./import-record.js";

const names: readonly string[] = Object.keys({
  consent: 0,
  concurrency: 0,
  checkpoint: 0,
  fingerprint: 0,
  total: 0,
  onDailyLimit: 0,
  stopOnError: 0,
  maxFailures: 0,
  signal: 0,
  maxPerMinute: 0,
  maxOutageMs: 0,
  before: 0,
  liveReserve: 0,
  onOutcome: 0,
  onProgress: 0,
  clock: 0,
} satisfies Record<keyof ImportOptions, 0>);

const hasMethod = (value: unknown, name: string): boolean =>
  isObject(value) && typeof Reflect.get(value, name) === "function";

/** Returns the problem of a source, before a record of it is read. */
function sourceProblem(source: unknown): string | undefined {
  if (typeof source === "string") {
    return "is text: if it is a file's path, open it with openOrderFile of privy-orders/import/node; if it is the file's content, read it with readNdjson, readJsonArray or readCsv";
  }
  if (hasMethod(source, "then"))
    return "is a Promise: await it first, as in importOrders(client, await openOrderFile(path))";
  if (typeof source === "function") return "is a function: call it, or give its result";
  if (isObject(source) && (Symbol.iterator in source || Symbol.asyncIterator in source)) return undefined;
  return isObject(source)
    ? "must be a reader's source, an array of orders, or something that can be iterated: a single order is given as [order]"
    : "is required: a reader's source, an array of orders, or something that can be iterated";
}

function checkpointProblem(checkpoint: unknown): string | undefined {
  if (typeof checkpoint === "string")
    return "is text: make a checkpoint of a path with fileCheckpoint(path) of privy-orders/import/node";
  if (hasMethod(checkpoint, "then")) return "is a Promise: await it first";
  return hasMethod(checkpoint, "load") && hasMethod(checkpoint, "save")
    ? undefined
    : "must have the methods load and save, as those of fileCheckpoint, keyValueCheckpoint and memoryCheckpoint have";
}

const whole =
  (least: number, most: number) =>
  (value: unknown): boolean =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most;

const isFunction = (value: unknown): boolean => typeof value === "function";

/** The check of each option, with its message. */
const rules: Partial<
  Record<keyof ImportOptions, readonly [good: (value: unknown) => boolean, message: string]>
> = {
  consent: [(value) => value === "drop" || value === "send", 'must be "drop" or "send"'],
  onDailyLimit: [(value) => value === "stop" || value === "wait", 'must be "stop" or "wait"'],
  concurrency: [whole(1, 100), "must be a whole number from 1 to 100"],
  total: [whole(0, Number.MAX_SAFE_INTEGER), "must be a whole number"],
  maxFailures: [whole(0, Number.MAX_SAFE_INTEGER), "must be a whole number"],
  maxOutageMs: [whole(0, Number.MAX_SAFE_INTEGER), "must be a whole number of milliseconds, 0 or more"],
  before: [(value) => isObject(value) && Number.isFinite(dateValue(value)), "must be a valid Date"],
  maxPerMinute: [(value) => typeof value === "number" && value > 0, "must be a number above 0"],
  liveReserve: [
    (value) => typeof value === "number" && value >= 0 && value <= 1,
    "must be a number from 0 to 1",
  ],
  stopOnError: [(value) => typeof value === "boolean", "must be true or false"],
  fingerprint: [
    (value) => typeof value === "string" && value !== "",
    "must be text that identifies this source",
  ],
  signal: [
    (value) => hasMethod(value, "addEventListener"),
    "must be an AbortSignal: controller.signal, not the controller",
  ],
  onOutcome: [isFunction, "must be a function"],
  onProgress: [isFunction, "must be a function"],
};

/** Checks the arguments. Throws InvalidInputError that names every wrong argument and option. */
export function checkImportArguments(
  client: ImportClient,
  source: ImportSource,
  options: ImportOptions,
): void {
  const issues: InputIssue[] = [];
  const refuse = (name: string, message: string | undefined): void => {
    if (message !== undefined) issues.push({ code: "invalid", path: [name], message });
  };
  if (!hasMethod(client?.orders, "upsert"))
    refuse("client", "must be a PrivyClient: new PrivyClient({ token })");
  refuse("source", sourceProblem(source));
  if (!isObject(options)) refuse("options", "must be an object");
  else {
    issues.push(...unknownOptions(options, names, "an import"));
    if (options.checkpoint !== undefined) refuse("checkpoint", checkpointProblem(options.checkpoint));
    for (const [name, [good, message]] of Object.entries(rules)) {
      const value: unknown = Reflect.get(options, name);
      if (value !== undefined && !good(value)) refuse(name, message);
    }
  }
  if (issues.length > 0) throw new InvalidInputError("The import was not started", issues);
}
