import type { InputIssue } from "../../errors/invalid-input-error.js";
import { standardSchema } from "../../schemas/standard-schema.js";
import { timestamp } from "../../schemas/values/timestamp.js";

/** Reads the time of a record's last change: of two states of one order, the newer one is sent. */
export function readUpdatedAt(
  value: unknown,
): { readonly updatedAt?: Date } | { readonly issues: readonly InputIssue[] } {
  if (value === undefined || value === null || value === "") return {};
  const result = standardSchema(timestamp)["~standard"].validate(value);
  if (result instanceof Promise) throw new TypeError("a date is read at once");
  if (result.issues === undefined) return { updatedAt: new Date(result.value) };
  return {
    issues: result.issues.map(({ message }) => ({ code: "invalid", path: ["updatedAt"], message })),
  };
}
