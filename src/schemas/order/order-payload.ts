import { currencyExponent } from "../values/currency-exponent.js";
import { withoutNoise } from "../values/without-noise.js";
import type { OrderBuyer } from "./order-buyer.js";
import { orderFieldNames, type ReadOrder } from "./order-fields.js";
import type { OrderPayload } from "./order-input.js";
import type { OrderWarningCode } from "./order-warning.js";

/** An order while it is made: with the fields that are given, and no other. */
type Unfinished = { [Field in keyof ReadOrder]?: ReadOrder[Field] | undefined };

/**
 * The order as it is sent, made of the fields that have been read without a problem: given ones only, in the order of the
 * reference page, and amounts free of binary noise.
 */
export function orderPayload(read: ReadOrder, buyer: OrderBuyer): OrderPayload {
  const { email, phone } = buyer;
  const exponent = currencyExponent(read.currency) ?? 2;
  const clean = (amount: number | undefined): number | undefined =>
    amount === undefined ? undefined : withoutNoise(amount, exponent);
  const all: Unfinished = {
    ...read,
    total: clean(read.total),
    subtotal: clean(read.subtotal),
    email,
    phone,
    // Without the key that was given with it, a consent signs nobody up.
    accepts_email_marketing: consent(read.accepts_email_marketing, "email_consent_dropped", buyer),
    accepts_sms_marketing: consent(read.accepts_sms_marketing, "sms_consent_dropped", buyer),
  };
  const order: Unfinished = {};
  for (const field of orderFieldNames) copyGiven(order, all, field);
  for (const items of [order.line_items, order.discounts, order.tax_lines]) {
    for (const item of items ?? []) {
      if (typeof item.price === "number") item.price = withoutNoise(item.price, exponent);
      if (typeof item.amount === "number") item.amount = withoutNoise(item.amount, exponent);
    }
  }
  // The required fields are among those that were read.
  return order as OrderPayload;
}

function copyGiven<Field extends keyof ReadOrder>(order: Unfinished, all: Unfinished, field: Field): void {
  const value = all[field];
  if (value !== undefined) order[field] = value;
}

function consent(
  given: boolean | undefined,
  dropped: OrderWarningCode,
  { warnings }: OrderBuyer,
): boolean | undefined {
  return warnings.some(({ code }) => code === dropped) ? undefined : given;
}
