import { type Problems, refuse, report } from "../field.js";
import { JsonCopier, type KeyRule } from "./json-copier.js";
import type { JsonValue } from "./json-value.js";
import { isPlainObject } from "./plain-object.js";

/** A JSON object whose keys are not all known. */
export type OpenObject = { [key: string]: JsonValue };

/** Reads an open object into a copy of its own, with its known keys read by their rules. */
export function readOpenObject(
  value: unknown,
  problems: Problems,
  rules?: ReadonlyMap<string, KeyRule>,
): OpenObject {
  if (!isPlainObject(value)) return refuse(problems, "invalid", "must be a plain object");
  const copier = new JsonCopier(problems);
  return copier.enter(value, undefined, () => copier.copyMembers(value, rules)) ?? {};
}

/** Reads a list of open objects, each into a copy of its own. */
export function readOpenObjects(
  value: unknown,
  problems: Problems,
  rules: ReadonlyMap<string, KeyRule>,
): OpenObject[] {
  if (!Array.isArray(value)) return refuse(problems, "invalid", "must be an array of plain objects");
  const copier = new JsonCopier(problems);
  const copies: OpenObject[] = [];
  if (!copier.fits(value.length)) return copies;
  for (const [index, element] of value.entries()) {
    if (!isPlainObject(element)) {
      report(problems, "invalid", "must be a plain object", [index]);
      continue;
    }
    const copy = copier.enter(element, index, () => copier.copyMembers(element, rules));
    if (copy !== undefined) copies.push(copy);
  }
  return copies;
}
