import { isPlainObject } from "../../../schemas/objects/plain-object.js";

/**
 * Copies plain objects and lists, so that a test's later changes have no effect; `reset` reads the copy again. Other
 * values, and parts deeper than any option, are not copied.
 */
export function copyOptions<Value>(value: Value, depth = 10): Value {
  if (depth === 0) return value;
  const copy = (part: unknown): unknown => copyOptions(part, depth - 1);
  // Both copies have the shape of their originals.
  if (Array.isArray(value)) return value.map(copy) as Value;
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copy(part)])) as Value;
}
