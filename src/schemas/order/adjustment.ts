import { optional, type Rule } from "../field.js";
import type { KeyRule } from "../objects/json-copier.js";
import type { JsonValue } from "../objects/json-value.js";
import { type OtherFields, readOpenObjects } from "../objects/open-object.js";
import { type MoneyInput, readMoney } from "../values/money.js";
import { readText } from "../values/text-value.js";

/**
 * One discount (the reference shows `code` and `amount`). Open, as a line item is.
 *
 * @see https://help.privy.com/docs (order placed)
 */
export type DiscountInput = DiscountFields | (DiscountFields & OtherFields);

/** The keys of a discount that Privy names. */
export interface DiscountFields {
  /** The code that the customer entered. */
  code?: string | number | bigint | null | undefined;
  /** In major units. */
  amount?: MoneyInput | null | undefined;
}

/** One discount as it is sent. */
export interface Discount {
  code?: string | null;
  /** In major units, without binary noise. */
  amount?: number | null;
  [key: string]: JsonValue | undefined;
}

/**
 * One tax (the reference shows `title` and `amount`). Open, as a line item is.
 *
 * @see https://help.privy.com/docs (order placed)
 */
export type TaxLineInput = TaxLineFields | (TaxLineFields & OtherFields);

/** The keys of a tax that Privy names. */
export interface TaxLineFields {
  /** What the tax is called. */
  title?: string | number | bigint | null | undefined;
  /** In major units. */
  amount?: MoneyInput | null | undefined;
}

/** One tax as it is sent. */
export interface TaxLine {
  title?: string | null;
  /** In major units, without binary noise. */
  amount?: number | null;
  [key: string]: JsonValue | undefined;
}

const rules: ReadonlyMap<string, KeyRule> = new Map<string, KeyRule>([
  ["code", readText],
  ["title", readText],
  ["amount", readMoney],
  ["price", readMoney],
]);

/** An order's discounts, which may be left out (`discounts`). */
export const discounts: Rule<Discount[] | undefined> = optional(
  (value, problems) => readOpenObjects(value, problems, rules) as Discount[], // the rules make it one
);

/** An order's taxes, which may be left out (`tax_lines`). */
export const taxLines: Rule<TaxLine[] | undefined> = optional(
  (value, problems) => readOpenObjects(value, problems, rules) as TaxLine[], // the rules make it one
);
