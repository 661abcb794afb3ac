import { isRecord } from "./is-object.js";

/**
 * Whether a value is an object as JSON knows them: made by a literal, by `JSON.parse` or with a null prototype, also
 * in another realm. Class instances, arrays, dates, maps and proxies of such are not.
 */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Another realm's Object.prototype is not ours, but like ours it is the end of its chain.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
