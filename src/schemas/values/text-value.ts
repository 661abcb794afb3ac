import { optional, type Problems, type Rule, refuse } from "../field.js";
import { wellFormed } from "./well-formed.js";

/** Reads text, or a whole number that stands for text, such as a numeric SKU. */
export function readText(value: unknown, problems: Problems): string {
  if (typeof value === "string") return wellFormed(value);
  if (typeof value === "bigint" || Number.isSafeInteger(value)) return String(value);
  if (typeof value !== "number") return refuse(problems, "invalid", "must be text");
  const unsafe = Number.isInteger(value);
  return refuse(
    problems,
    unsafe ? "unsafe_number" : "invalid",
    "must be text, or a whole number less than 2^53",
  );
}

/** Your id of the customer, which may be left out (`customer_id`). Trimmed; blank text is omitted; 255 characters at most. */
export const customerId: Rule<string | undefined> = optional((value, problems) => {
  const { issues } = problems;
  const text = readText(value, problems);
  if (issues.length > 0 || text.trim() === "") return undefined;
  return text.trim().length <= 255
    ? text.trim()
    : refuse(problems, "too_large", "must have at most 255 characters");
});
