import type { Refusal } from "../../errors/invalid-input-error.js";
import { type Rule, refuse, required } from "../field.js";
import { isObject } from "../objects/is-object.js";
import { refusalOf } from "../values/refusal-of.js";
import { roundedNumber } from "../values/rounded-number.js";

/** What may stand for an order id: a whole number up to 2^53 − 1, a bigint, or text of digits only. */
export type OrderIdInput = number | bigint | string;

/** 2^63 − 1, the largest int64. */
const largest = "9223372036854775807";

/** The digits without leading zeros, or undefined when they are no positive int64. */
export function positiveInt64(digits: string): string | undefined {
  const significant = digits.replace(/^0+/, "");
  if (significant === "" || significant.length > largest.length) return undefined;
  // Of equal length, digits compare as text as they do as numbers.
  return significant.length === largest.length && significant > largest ? undefined : significant;
}

function digitsOf(value: unknown): string | Refusal {
  if (typeof value === "bigint" || Number.isSafeInteger(value)) return String(value);
  if (Number.isInteger(value)) return roundedNumber;
  const expected = "a whole number, a bigint or text of the digits 0-9";
  if (typeof value === "string") {
    const text = value.trim();
    const advice = "; other text, such as a UUID, becomes one with orderIdFrom(text), the same one each time";
    return /^-?[0-9]+$/.test(text) ? text : refusalOf(text, expected + advice);
  }
  if (isObject(value) && "toHexString" in value) {
    const message = "is an ObjectId: pass orderIdFrom(String(id)), the same one each time";
    return { code: "invalid", message };
  }
  return refusalOf(value, expected);
}

/** Reads an order id into its exact digits (a positive int64, the key under which Privy updates the order). */
export const orderId: Rule<string> = required((value, problems) => {
  const digits = digitsOf(value);
  if (typeof digits !== "string") return refuse(problems, digits.code, digits.message);
  if (digits.startsWith("-") || /^0+$/.test(digits))
    return refuse(problems, "invalid", "must be greater than zero");
  const tooLarge =
    "must not exceed 9223372036854775807; a larger id becomes a smaller one with orderIdFrom(text)";
  return positiveInt64(digits) ?? refuse(problems, "too_large", tooLarge);
});
