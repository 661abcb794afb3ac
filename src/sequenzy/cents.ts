import { type Problems, refuse } from "../schemas/field.js";

/** Reads an amount in minor units. A fraction or a text is a price in major units that lost its way: refused, not guessed. */
export function readCents(value: unknown, problems: Problems): number {
  const whole = typeof value === "bigint" ? Number(value) : value;
  if (typeof whole === "number" && Number.isSafeInteger(whole)) return whole === 0 ? 0 : whole;
  if (value === undefined || value === null) {
    return refuse(problems, "is required: a whole number of minor units, such as 1250 for 12.50");
  }
  return refuse(
    problems,
    "must be a whole number of minor units, such as 1250 for 12.50; convert an amount in major units with toMinorUnits(amount, currency)",
  );
}
