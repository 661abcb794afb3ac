import { isPlainObject } from "../../../schemas/objects/plain-object.js";

/**
 * A copy of plain objects and lists, so that what a test does to its own later changes nothing here; `reset` reads them
 * again. Anything else stays as it is, as do parts deeper than any option goes.
 */
export function copyOptions<Value>(value: Value, depth = 10): Value {
  if (depth === 0) return value;
  const copy = (part: unknown): unknown => copyOptions(part, depth - 1);
  // Both copies have the shape of what they are made from.
  if (Array.isArray(value)) return value.map(copy) as Value;
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copy(part)])) as Value;
}
