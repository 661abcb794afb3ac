import { stringify } from "lossless-json";

/** Formats a value as JSON; integers beyond 2^53 keep their exact digits. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    // A bigint somewhere, which is rare and takes longer.
    return stringify(value) ?? "null";
  }
}
