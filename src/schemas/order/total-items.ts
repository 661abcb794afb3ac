import { optional, type Rule, refuse } from "../field.js";

/** How many items were bought, which may be left out (ORD: `total_items`); digits as text are read as well. */
export const totalItems: Rule<number | undefined> = optional((value, problems) => {
  const digits = typeof value === "string" && /^\s*\d{1,16}\s*$/.test(value);
  const count = digits || typeof value === "number" || typeof value === "bigint" ? Number(value) : Number.NaN;
  if (Number.isSafeInteger(count) && count >= 0) return count === 0 ? 0 : count;
  return refuse(problems, "must be a whole number, zero or more");
});
