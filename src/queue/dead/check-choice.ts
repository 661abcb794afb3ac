import { type InputIssue, InvalidInputError } from "../../errors/invalid-input-error.js";
import { unknownOptions } from "../../http/options/unknown-options.js";
import { isObject } from "../../schemas/objects/is-object.js";
import { DEAD_REASONS } from "../engine/stored-state.js";
import type { DeadLetterChoice, DeadLetterFilter } from "./dead-letters.js";

const names: readonly string[] = Object.keys({
  account: 0,
  orderId: 0,
  reason: 0,
} satisfies Record<keyof DeadLetterFilter, 0>);

const isText = (value: unknown): value is string => typeof value === "string";

function filterIssues(filter: object): InputIssue[] {
  const issues: InputIssue[] = unknownOptions(filter, names, "a filter of dead letters");
  for (const name of ["account", "orderId"]) {
    const value: unknown = Reflect.get(filter, name);
    if (value !== undefined && !isText(value))
      issues.push({ code: "invalid", path: [name], message: "must be text" });
  }
  const reason: unknown = Reflect.get(filter, "reason");
  if (reason !== undefined && !DEAD_REASONS.some((known) => known === reason))
    issues.push({ code: "invalid", path: ["reason"], message: `must be one of ${DEAD_REASONS.join(", ")}` });
  return issues;
}

/**
 * Checks a selection of dead letters, since a slip in it must not select all of them.
 *
 * @param what what did not happen, for the message
 * @throws InvalidInputError
 */
export function checkChoice(which: DeadLetterChoice, what: string): void {
  const message = "must be a list of the letters' ids, or a filter such as { reason }";
  const issues: InputIssue[] = Array.isArray(which)
    ? which.every(isText)
      ? []
      : [{ code: "invalid", path: [], message }]
    : isObject(which)
      ? filterIssues(which)
      : [{ code: "invalid", path: [], message }];
  if (issues.length > 0) throw new InvalidInputError(what, issues);
}

/** The same for ids only. */
export function checkIds(ids: readonly string[], what: string): void {
  if (Array.isArray(ids) && ids.every(isText)) return;
  const message = "must be a list of the letters' ids, as text";
  throw new InvalidInputError(what, [{ code: "invalid", path: [], message }]);
}
