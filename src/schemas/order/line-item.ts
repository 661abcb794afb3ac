import { optional, type Problems, type Rule, refuse, required } from "../field.js";
import type { KeyRule } from "../objects/json-copier.js";
import type { JsonValue } from "../objects/json-value.js";
import { type OtherFields, readOpenObject, readOpenObjects } from "../objects/open-object.js";
import { decimalText, type MoneyInput, readMoney } from "../values/money.js";
import { roundedNumber } from "../values/rounded-number.js";
import { readText } from "../values/text-value.js";

/**
 * One line of an order. Privy publishes no shape (the reference shows `sku`, `quantity` and `price`), so the object is open: any
 * other key is sent as it is.
 *
 * @see https://help.privy.com/docs (order placed)
 */
export type LineItemInput = LineItemFields | (LineItemFields & OtherFields);

/** The keys of a line that Privy names or looks at. */
export interface LineItemFields {
  /** The stock keeping unit. */
  sku?: string | number | bigint | null | undefined;
  /** How many pieces: a number, or decimal text. */
  quantity?: MoneyInput | null | undefined;
  /** In major units. */
  price?: MoneyInput | null | undefined;
  /**
   * Your own id of the product, which Purchased Product conditions look at.
   *
   * @see https://help.privy.com/docs (Custom Integration)
   */
  product_id?: string | number | bigint | null | undefined;
  /**
   * Your own id of the variant, which Purchased Variant conditions look at.
   *
   * @see https://help.privy.com/docs (Custom Integration)
   */
  variant_id?: string | number | bigint | null | undefined;
}

/** One line of an order as it is sent. */
export interface LineItem {
  /** The stock keeping unit. */
  sku?: string | null;
  /** How many pieces. */
  quantity?: number | null;
  /** In major units, without binary noise. */
  price?: number | null;
  /** Your own id of the product. */
  product_id?: string | number | null;
  /** Your own id of the variant. */
  variant_id?: string | number | null;
  [key: string]: JsonValue | undefined;
}

function readQuantity(value: unknown, problems: Problems): number {
  const text = decimalText(value);
  const isDecimal = text !== undefined && /^\s*-?\d{1,15}(?:\.\d{1,15})?\s*$/.test(text);
  const quantity =
    isDecimal || typeof value === "number" || typeof value === "bigint" ? Number(text ?? value) : Number.NaN;
  if (!Number.isFinite(quantity)) return refuse(problems, "invalid", "must be a number");
  return quantity === 0 ? 0 : quantity;
}

/** A number stays a number, so that the condition sees the id as the store's other tools send it. */
function readReference(value: unknown, problems: Problems): string | number {
  if (typeof value !== "number") return readText(value, problems);
  if (Number.isFinite(value) && Math.abs(value) < 2 ** 53) return value === 0 ? 0 : value;
  return refuse(problems, roundedNumber.code, roundedNumber.message);
}

const rules: ReadonlyMap<string, KeyRule> = new Map<string, KeyRule>([
  ["sku", readText],
  ["quantity", readQuantity],
  ["price", readMoney],
  ["amount", readMoney],
  ["product_id", readReference],
  ["variant_id", readReference],
]);

/** Reads one line of an order, unknown keys included, into a copy of its own. */
// The rules above make each known key what LineItem says.
export const lineItem: Rule<LineItem> = required(
  (value, problems) => readOpenObject(value, problems, rules) as LineItem,
);

/** An order's lines, which may be left out (`line_items`). */
export const lineItems: Rule<LineItem[] | undefined> = optional(
  (value, problems) => readOpenObjects(value, problems, rules) as LineItem[], // by the same rules
);
