import type { InputIssue } from "../../errors/invalid-input-error.js";
import { isObject } from "../../schemas/objects/is-object.js";
import { issuesOf } from "../../schemas/objects/issues-of.js";
import { dateValue } from "../../schemas/values/date-value.js";

/**
 * The version of an order's state as a number, a `Date` as its milliseconds. Any other value becomes an issue, and has no
 * version.
 */
export function readStateVersion(given: unknown, issues: InputIssue[]): number | undefined {
  if (given === undefined) return undefined;
  const version = isObject(given) ? dateValue(given) : given;
  if (typeof version === "number" && Number.isFinite(version)) return version;
  const message = "must be a valid Date or a finite number, such as the time of its last change";
  issues.push(...issuesOf(message, "version"));
  return undefined;
}
