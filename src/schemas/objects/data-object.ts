import type { InputIssue } from "../../errors/invalid-input-error.js";
import { isRecord } from "./is-object.js";
import { isPlainObject } from "./plain-object.js";
import { tagOf } from "./tag-of.js";

/** An object's data under the names of its fields. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Whether a value is an object that holds data under field names: a plain one, or an instance of a store's own class. What
 * JavaScript or a library marks as a kind of its own (a date, a map, a promise, bytes, a decimal) is not.
 */
export function isDataObject(value: unknown): value is Fields {
  if (isPlainObject(value)) return true;
  return isRecord(value) && tagOf(value) === "Object";
}

/** An object's data as JSON would see it: what its `toJSON` returns if it has one, else itself; undefined for other values. */
export function dataOf(value: unknown): Fields | undefined {
  if (!isDataObject(value)) return undefined;
  if (typeof value.toJSON !== "function") return value;
  const data: unknown = value.toJSON("");
  return isDataObject(data) ? data : undefined;
}

/** The problem of an object that throws while it is read. What it throws may hold anything, and is not passed on. */
export const throwsWhenRead: InputIssue = {
  code: "invalid",
  path: [],
  message: "could not be read: a getter or a method in it throws; pass a plain object",
};
