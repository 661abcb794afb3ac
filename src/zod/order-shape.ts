import type { z } from "zod";
import { orderRules } from "../schemas/order/order-fields.js";
import type { OrderInput, OrderPayload } from "../schemas/order/order-input.js";
import { email } from "../schemas/values/email.js";
import { inputJsonSchemas as json, nullable } from "./input-json-schemas.js";
import { phoneToRead } from "./phone-to-read.js";
import { optionalZodField, zodField } from "./zod-field.js";

type Given<Field extends keyof OrderPayload> = z.ZodType<OrderPayload[Field], OrderInput[Field]>;
type Optional<Field extends keyof OrderPayload> = z.ZodOptional<
  z.ZodType<OrderPayload[Field] | undefined, OrderInput[Field]>
>;

/**
 * The fields of an order, for an object of your own.
 *
 * @see https://help.privy.com/docs
 */
export interface OrderShape {
  readonly order_id: Given<"order_id">;
  readonly total: Given<"total">;
  readonly currency: Given<"currency">;
  readonly order_date: Given<"order_date">;
  readonly email: Optional<"email">;
  /** E.164 when the number is international; a national one stays as it is, for `orders.upsert` to read by its country. */
  readonly phone: Optional<"phone">;
  readonly customer_id: Optional<"customer_id">;
  readonly subtotal: Optional<"subtotal">;
  readonly discounts: Optional<"discounts">;
  readonly tax_lines: Optional<"tax_lines">;
  readonly total_items: Optional<"total_items">;
  readonly financial_status: Optional<"financial_status">;
  readonly fulfillment_status: Optional<"fulfillment_status">;
  readonly line_items: Optional<"line_items">;
  readonly billing_address: Optional<"billing_address">;
  readonly shipping_address: Optional<"shipping_address">;
  readonly accepts_email_marketing: Optional<"accepts_email_marketing">;
  readonly accepts_sms_marketing: Optional<"accepts_sms_marketing">;
  readonly initial_sync: Optional<"initial_sync">;
}

/**
 * The fields of an order as Zod fields: `z.object({ ...orderShape, gift: z.string() })`. Each reads its value as `orders.upsert` does.
 * Rules that join fields (an email or a phone, an SMS opt-in only with a phone) are checked by `parseOrder` and `upsert`.
 */
export const orderShape: OrderShape = {
  order_id: zodField(orderRules.order_id, json.orderId),
  total: zodField(orderRules.total, json.money),
  currency: zodField(orderRules.currency, json.currency),
  order_date: zodField(orderRules.order_date, json.timestamp),
  email: optionalZodField(email, nullable(json.email)),
  phone: optionalZodField(phoneToRead, nullable(json.phone)),
  customer_id: optionalZodField(orderRules.customer_id, nullable(json.reference)),
  subtotal: optionalZodField(orderRules.subtotal, nullable(json.money)),
  discounts: optionalZodField(orderRules.discounts, nullable(json.discounts)),
  tax_lines: optionalZodField(orderRules.tax_lines, nullable(json.taxLines)),
  total_items: optionalZodField(orderRules.total_items, nullable(json.count)),
  financial_status: optionalZodField(orderRules.financial_status, nullable(json.financialStatus)),
  fulfillment_status: optionalZodField(orderRules.fulfillment_status, nullable(json.fulfillmentStatus)),
  line_items: optionalZodField(orderRules.line_items, nullable(json.lineItems)),
  billing_address: optionalZodField(orderRules.billing_address, nullable(json.address)),
  shipping_address: optionalZodField(orderRules.shipping_address, nullable(json.address)),
  accepts_email_marketing: optionalZodField(orderRules.accepts_email_marketing, nullable(json.flag)),
  accepts_sms_marketing: optionalZodField(orderRules.accepts_sms_marketing, nullable(json.flag)),
  initial_sync: optionalZodField(orderRules.initial_sync, nullable(json.flag)),
};
