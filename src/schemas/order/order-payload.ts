import { currencyExponent } from "../values/currency-exponent.js";
import { withoutNoise } from "../values/without-noise.js";
import { orderFieldNames, type ReadOrder } from "./order-fields.js";
import type { OrderPayload } from "./order-input.js";
import type { OrderPhone } from "./order-phone.js";

/**
 * The order as it is sent, made of the very fields that have been read without a problem: given ones only, amounts free of
 * binary noise.
 */
export function orderPayload(read: ReadOrder, { phone, warnings }: OrderPhone): OrderPayload {
  const exponent = currencyExponent(read.currency) ?? 2;
  const order: { [Field in keyof ReadOrder]?: ReadOrder[Field] | undefined } = read;
  if (phone !== undefined) order.phone = phone;
  else if (order.phone !== undefined) delete order.phone;
  for (const field of orderFieldNames) {
    if (order[field] === undefined && field in order) delete order[field];
  }
  // Without the phone that was given with it, a consent signs nobody up.
  if (warnings.length > 0 && order.accepts_sms_marketing) delete order.accepts_sms_marketing;
  order.total = withoutNoise(read.total, exponent);
  if (order.subtotal !== undefined) order.subtotal = withoutNoise(order.subtotal, exponent);
  for (const items of [order.line_items, order.discounts, order.tax_lines]) {
    for (const item of items ?? []) {
      if (typeof item.price === "number") item.price = withoutNoise(item.price, exponent);
      if (typeof item.amount === "number") item.amount = withoutNoise(item.amount, exponent);
    }
  }
  // The required fields are among those that were read.
  return order as OrderPayload;
}
