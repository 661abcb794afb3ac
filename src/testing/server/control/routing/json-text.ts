import { stringify } from "lossless-json";

/** A value as JSON, integers that no number holds with their exact digits. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    // A bigint somewhere: seldom, and this takes longer.
    return stringify(value) ?? "null";
  }
}
