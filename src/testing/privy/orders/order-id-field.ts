import type { Checked } from "../../kit/fields/checked.js";

const largest = 2n ** 63n - 1n;

/** Reads `order_id`, a positive int64 as a JSON integer or as text of digits, into its exact digits. */
export function readOrderId(value: unknown): Checked<string> {
  const digits = digitsOf(value);
  if (digits === undefined) return { problem: "must be an integer" };
  if (digits === "" || digits.startsWith("-")) return { problem: "must be greater than 0" };
  // The length is checked first: converting a megabyte of digits would take long.
  return digits.length < 19 || (digits.length === 19 && BigInt(digits) <= largest)
    ? { value: digits }
    : { problem: `must be less than or equal to ${largest}` };
}

/** Removes leading zeros; 0 becomes empty. */
function digitsOf(value: unknown): string | undefined {
  if (typeof value === "bigint") return String(value);
  // An unsafe number that is not a bigint was written like 1e20: its exact digits are unknown.
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value || "") : undefined;
  return typeof value === "string" && /^\d+$/.test(value) ? value.replace(/^0+/, "") : undefined;
}
