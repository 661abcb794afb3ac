import { currencyExponent } from "../values/currency-exponent.js";
import { withoutNoise } from "../values/without-noise.js";
import type { OrderBuyer } from "./order-buyer.js";
import type { ReadOrder } from "./order-fields.js";
import type { OrderPayload } from "./order-input.js";

/** An order while it is made: with the fields that are given, and no other. */
type Unfinished = { [Field in keyof ReadOrder]?: ReadOrder[Field] | undefined };

/**
 * The order as it is sent: the fields that have been read without a problem, less those that turned out to be empty, in the
 * order of the reference page, and amounts free of binary noise. It changes what was read, which nothing else has.
 */
export function orderPayload(read: ReadOrder, buyer: OrderBuyer): OrderPayload {
  const exponent = currencyExponent(read.currency) ?? 2;
  const order: Unfinished = read;
  // Only an email, a phone and a customer_id can be given and read as nothing.
  if ("customer_id" in order && order.customer_id === undefined) delete order.customer_id;
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

/** Sets a key of the buyer to what was read of it, or leaves it out; where none was given, there is none to set. */
function replace(order: Unfinished, key: "email" | "phone", value: string | undefined): void {
  if (value !== undefined) order[key] = value;
  else if (key in order) delete order[key];
}
