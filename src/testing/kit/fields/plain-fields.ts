import type { Checked } from "./checked.js";

/** Reads a JSON object without changing it. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function readTextField(value: unknown): Checked<string> {
  return typeof value === "string" ? { value } : { problem: "must be a string" };
}

export function readBooleanField(value: unknown): Checked<boolean> {
  return typeof value === "boolean" ? { value } : { problem: "must be true or false" };
}

/** Reads a whole number that JSON keeps exactly. */
export function readCountField(value: unknown): Checked<number> {
  if (typeof value !== "number" && typeof value !== "bigint") return { problem: "is not a number" };
  if (typeof value === "number" && !Number.isInteger(value)) return { problem: "must be an integer" };
  if (value < 0) return { problem: "must be greater than or equal to 0" };
  return value <= Number.MAX_SAFE_INTEGER
    ? { value: Number(value) }
    : { problem: "must be less than or equal to 9007199254740991" };
}

export function readChoiceField(choices: readonly string[], value: unknown): Checked<string> {
  return typeof value === "string" && choices.includes(value)
    ? { value }
    : { problem: "is not included in the list" };
}

export function readObjectField(value: unknown): Checked<JsonObject> {
  return isJsonObject(value) ? { value } : { problem: "must be an object" };
}

export function readObjectsField(value: unknown): Checked<readonly JsonObject[]> {
  return Array.isArray(value) && value.every(isJsonObject)
    ? { value }
    : { problem: "must be an array of objects" };
}
