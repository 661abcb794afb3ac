import { currencyExponent } from "../values/currency-exponent.js";
import { withoutNoise } from "../values/without-noise.js";
import type { OrderBuyer } from "./order-buyer.js";
import { orderFieldNames, type ReadOrder } from "./order-fields.js";
import type { OrderPayload } from "./order-input.js";

/** An order while it is made: with the fields that are given, and no other. */
type Unfinished = { [Field in keyof ReadOrder]?: ReadOrder[Field] | undefined };

/**
 * The order as it is sent, made of the fields that have been read without a problem: given ones only, in the order of the
 * reference page, and amounts free of binary noise.
 */
export function orderPayload(read: ReadOrder, buyer: OrderBuyer): OrderPayload {
  const exponent = currencyExponent(read.currency) ?? 2;
  const order: Unfinished = {};
  for (const field of orderFieldNames) {
    if (read[field] !== undefined) copyField(order, read, field);
  }
  order.total = withoutNoise(read.total, exponent);
  if (order.subtotal !== undefined) order.subtotal = withoutNoise(order.subtotal, exponent);
  replace(order, "email", buyer.email);
  replace(order, "phone", buyer.phone);
  // Without the key that was given with it, a consent signs no contact up.
  for (const { code } of buyer.warnings) {
    if (code === "email_consent_dropped") delete order.accepts_email_marketing;
    if (code === "sms_consent_dropped") delete order.accepts_sms_marketing;
  }
  for (const items of [order.line_items, order.discounts, order.tax_lines]) {
    for (const item of items ?? []) {
      if (typeof item.price === "number") item.price = withoutNoise(item.price, exponent);
      if (typeof item.amount === "number") item.amount = withoutNoise(item.amount, exponent);
    }
  }
  // The required fields are among those that were read.
  return order as OrderPayload;
}

function copyField<Field extends keyof ReadOrder>(order: Unfinished, read: ReadOrder, field: Field): void {
  order[field] = read[field];
}

/** Sets a key of the buyer to what was read of it, or leaves it out; where none was given, there is none to set. */
function replace(order: Unfinished, key: "email" | "phone", value: string | undefined): void {
  if (value !== undefined) order[key] = value;
  else delete order[key];
}
