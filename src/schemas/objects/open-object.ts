import { type Problems, refuse, report } from "../field.js";
import { isDataObject } from "./data-object.js";
import { JsonCopier, type KeyRule } from "./json-copier.js";
import type { JsonValue } from "./json-value.js";

/**
 * Lets a literal have keys that are not known. An open input is `Fields | (Fields & OtherFields)`, since TypeScript lets an
 * interface or a class of a store's own into the first only, and a literal with other keys into the second only.
 */
export interface OtherFields {
  readonly [key: string]: unknown;
}

/** A JSON object whose keys are not all known. */
export type OpenObject = { [key: string]: JsonValue };

const notAnObject = "must be an object with fields, such as a plain object";

/** Reads an open object into a copy of its own, with its known keys read by their rules. */
export function readOpenObject(
  value: unknown,
  problems: Problems,
  rules?: ReadonlyMap<string, KeyRule>,
): OpenObject {
  if (!isDataObject(value)) return refuse(problems, "invalid", notAnObject);
  const copier = new JsonCopier(problems);
  return copier.enter(value, undefined, () => copier.copyMembers(value, rules)) ?? {};
}

/** Reads a list of open objects, each into a copy of its own. */
export function readOpenObjects(
  value: unknown,
  problems: Problems,
  rules: ReadonlyMap<string, KeyRule>,
): OpenObject[] {
  if (!Array.isArray(value)) return refuse(problems, "invalid", "must be an array of objects");
  const copier = new JsonCopier(problems);
  const copies: OpenObject[] = [];
  if (!copier.fits(value.length)) return copies;
  for (const [index, element] of value.entries()) {
    if (!isDataObject(element)) {
      report(problems, "invalid", notAnObject, [index]);
      continue;
    }
    const copy = copier.enter(element, index, () => copier.copyMembers(element, rules));
    if (copy !== undefined) copies.push(copy);
  }
  return copies;
}
