import { type InputIssue, InvalidInputError } from "../../errors/invalid-input-error.js";
import { credentialProblem } from "../../http/options/header-value.js";
import { unknownOptions } from "../../http/options/unknown-options.js";
import { isObject } from "../../schemas/objects/is-object.js";
import { quotableKey } from "../../schemas/objects/quotable-key.js";
import type { WorkOptions } from "./work-options.js";

const names: readonly string[] = Object.keys({
  client: 0,
  integrations: 0,
  concurrency: 0,
  lingerMs: 0,
  late: 0,
  consent: 0,
  observer: 0,
  signal: 0,
} satisfies Record<keyof WorkOptions, 0>);

const lateActions: readonly unknown[] = ["dead", "send", "send_as_past"];

const rules: Partial<
  Record<keyof WorkOptions, readonly [good: (value: unknown) => boolean, message: string]>
> = {
  client: [
    (value) => typeof value === "function" || isObject(value),
    "must be a PrivyClient, one for each account's name, or a function of the name",
  ],
  integrations: [isObject, "must list integration tokens by their names"],
  concurrency: [
    (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 100,
    "must be a whole number from 1 to 100",
  ],
  lingerMs: [
    (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 3_600_000,
    "must be a whole number of milliseconds, an hour at most",
  ],
  late: [
    (value) =>
      isObject(value) &&
      Number(Reflect.get(value, "afterMs")) > 0 &&
      lateActions.includes(Reflect.get(value, "do")),
    'must be { afterMs, do: "dead" | "send" | "send_as_past" }',
  ],
  consent: [(value) => value === "drop" || value === "send", 'must be "drop" or "send"'],
  observer: [isObject, "must be an object with the functions of an observer"],
  signal: [
    (value) => isObject(value) && typeof Reflect.get(value, "addEventListener") === "function",
    "must be an AbortSignal: controller.signal, not the controller",
  ],
};

/** A token that no request can carry would make a dead letter of every order. One that is missing holds its account instead. */
function integrationIssues(integrations: unknown): InputIssue[] {
  if (!isObject(integrations)) return [];
  return Object.entries(integrations)
    .filter(([, token]) => token !== undefined && token !== "")
    .flatMap(([name, token]) => {
      const message = credentialProblem(token);
      return message === undefined
        ? []
        : [{ code: "invalid", path: ["integrations", quotableKey(name)], message }];
    });
}

/** Checks the options. Throws InvalidInputError that names every wrong one. */
export function checkWorkOptions(options: WorkOptions): void {
  const issues: InputIssue[] = [];
  if (!isObject(options)) {
    issues.push({ code: "missing", path: ["options"], message: "must be an object with a client" });
  } else {
    issues.push(...unknownOptions(options, names, "work"));
    for (const [name, [good, message]] of Object.entries(rules)) {
      const value: unknown = Reflect.get(options, name);
      if ((value !== undefined || name === "client") && !good(value))
        issues.push({ code: "invalid", path: [name], message });
    }
    issues.push(...integrationIssues(options.integrations));
  }
  if (issues.length > 0) throw new InvalidInputError("The worker was not started", issues);
}
