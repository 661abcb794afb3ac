import { type Problems, type Rule, refuse, report, required } from "../field.js";

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

function digitsOf(value: unknown, problems: Problems): string | undefined {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") {
    if (Number.isSafeInteger(value)) return String(value);
    const unsafe =
      "is a number above 2^53 − 1, whose last digits JavaScript has already lost; pass it as text or as a bigint, " +
      "and parse the JSON it comes from with a parser that keeps big integers";
    if (Number.isInteger(value)) report(problems, "unsafe_number", unsafe);
    else report(problems, "invalid", "must be a whole number");
    return undefined;
  }
  if (typeof value === "string") {
    const text = value.trim();
    if (/^-?[0-9]+$/.test(text)) return text;
    const other =
      "must be a whole number, in the digits 0–9 only; an id that is other text (UUID, ULID, …) becomes one " +
      "with orderIdFrom(text), the same one each time";
    if (text === "") report(problems, "missing", "is required, and is empty");
    else report(problems, "invalid", other);
    return undefined;
  }
  if (typeof value === "object" && value !== null && "toHexString" in value) {
    report(
      problems,
      "invalid",
      "is an ObjectId: pass orderIdFrom(String(id)), which gives the same id each time",
    );
    return undefined;
  }
  const missing = value === undefined || value === null;
  report(
    problems,
    missing ? "missing" : "invalid",
    `${missing ? "is required" : "must be"}: a whole number, a bigint or text of digits`,
  );
  return undefined;
}

/** Reads an order id into its exact digits (a positive int64, the key under which Privy updates the order). */
export const orderId: Rule<string> = required((value, problems) => {
  const digits = digitsOf(value, problems);
  if (digits === undefined) return "";
  if (digits.startsWith("-") || /^0+$/.test(digits))
    return refuse(problems, "invalid", "must be greater than zero");
  const tooLarge =
    "must not exceed 9223372036854775807 (2^63 − 1); a larger id becomes a smaller one with orderIdFrom(text)";
  return positiveInt64(digits) ?? refuse(problems, "too_large", tooLarge);
});
