import { optional, type Problems, type Rule, refuse, required } from "../field.js";
import { isObject } from "../objects/is-object.js";

/** A decimal of a library (Decimal.js, Prisma, big.js, bignumber.js): what its `toString` gives is read. */
export interface DecimalObject {
  toString(): string;
  toFixed(decimals?: number): string;
}

/** An amount in major units (95 or 95.5): a number, decimal text ("95.00"), a whole bigint or a library's decimal. */
export type MoneyInput = number | bigint | string | DecimalObject;

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

const notDecimal =
  "must be a plain decimal with a point, such as 95.50: no thousands separators, currency sign or exponent";

/** Text, or the text of a library's decimal. Such an object says by its methods that it is a number. */
export function decimalText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (!isObject(value)) return undefined;
  const isDecimal = ["toFixed", "toDecimalPlaces"].some(
    (name) => typeof Reflect.get(value, name) === "function",
  );
  return isDecimal ? String(value) : undefined;
}

function amountOf(value: unknown): number | string {
  if (typeof value === "number") return Number.isFinite(value) ? value : "must be a finite number";
  if (typeof value === "bigint") return Number(value);
  const given = decimalText(value);
  if (given !== undefined) {
    const text = given.trim();
    return text.length <= 100 && decimal.test(text) ? Number(text) : notDecimal;
  }
  return "must be a number, decimal text or a decimal with toFixed()";
}

/**
 * Reads an amount in major units. Negative ones are let through: Privy's page states no sign. Binary noise is removed
 * later, by `withoutNoise`, once the currency is known.
 */
export function readMoney(value: unknown, problems: Problems): number {
  const amount = amountOf(value);
  if (typeof amount === "string") return refuse(problems, "invalid", amount);
  if (Math.abs(amount) < 2 ** 53) return amount === 0 ? 0 : amount;
  return refuse(problems, "too_large", "must be less than 2^53");
}

/** An amount that must be there (`total`). */
export const money: Rule<number> = required((value, problems) =>
  value === undefined || value === null
    ? refuse(problems, "missing", "is required: a number or decimal text in major units, such as 95.50")
    : readMoney(value, problems),
);

/** An amount that may be left out (`subtotal`). */
export const optionalMoney: Rule<number | undefined> = optional(readMoney);
