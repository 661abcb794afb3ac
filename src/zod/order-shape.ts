import type { z } from "zod/v4";
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
  /** The exact digits. */
  readonly order_id: Given<"order_id">;
  /** The grand total, in major units. */
  readonly total: Given<"total">;
  /** ISO 4217. */
  readonly currency: Given<"currency">;
  /** When the order was placed. */
  readonly order_date: Given<"order_date">;
  /** The e-mail address of the buyer. */
  readonly email: Optional<"email">;
  /** E.164 when the number is international; a national one stays as it is, for `orders.upsert` to read by its country. */
  readonly phone: Optional<"phone">;
  /** Your own id of the customer. */
  readonly customer_id: Optional<"customer_id">;
  /** Before tax, shipping and discounts, in major units. */
  readonly subtotal: Optional<"subtotal">;
  /** What was taken off, each with its code and amount. A list replaces the stored one. */
  readonly discounts: Optional<"discounts">;
  /** The taxes, each with its title and amount. A list replaces the stored one. */
  readonly tax_lines: Optional<"tax_lines">;
  /** How many items were bought. */
  readonly total_items: Optional<"total_items">;
  /** Whether the order is paid, refunded and so on. */
  readonly financial_status: Optional<"financial_status">;
  /** Whether the order is sent, delivered and so on. */
  readonly fulfillment_status: Optional<"fulfillment_status">;
  /** The items that were bought. A list replaces the stored one. */
  readonly line_items: Optional<"line_items">;
  /** The address of the buyer. */
  readonly billing_address: Optional<"billing_address">;
  /** The address that the order is sent to. A new contact gets its name from here. */
  readonly shipping_address: Optional<"shipping_address">;
  /** Whether the buyer agreed to e-mail marketing. */
  readonly accepts_email_marketing: Optional<"accepts_email_marketing">;
  /** Whether the buyer agreed to SMS marketing. */
  readonly accepts_sms_marketing: Optional<"accepts_sms_marketing">;
  /** Whether the order is a past one, which starts no flow. */
  readonly initial_sync: Optional<"initial_sync">;
}

/**
 * The fields of an order as Zod fields: `z.object({ ...orderShape, gift: z.string() })`. Each reads its value as `orders.upsert` does.
 * Rules that join fields (an email or a phone, an SMS opt-in only with a phone) are checked by `parseOrder` and `upsert`.
 */
export const orderShape: OrderShape = {
  /** The exact digits. */
  order_id: zodField(orderRules.order_id, json.orderId),
  /** The grand total, in major units. */
  total: zodField(orderRules.total, json.money),
  /** ISO 4217. */
  currency: zodField(orderRules.currency, json.currency),
  /** When the order was placed. */
  order_date: zodField(orderRules.order_date, json.timestamp),
  /** The e-mail address of the buyer. */
  email: optionalZodField(email, nullable(json.email)),
  /** The phone number of the buyer. */
  phone: optionalZodField(phoneToRead, nullable(json.phone)),
  /** Your own id of the customer. */
  customer_id: optionalZodField(orderRules.customer_id, nullable(json.reference)),
  /** Before tax, shipping and discounts, in major units. */
  subtotal: optionalZodField(orderRules.subtotal, nullable(json.money)),
  /** What was taken off, each with its code and amount. A list replaces the stored one. */
  discounts: optionalZodField(orderRules.discounts, nullable(json.discounts)),
  /** The taxes, each with its title and amount. A list replaces the stored one. */
  tax_lines: optionalZodField(orderRules.tax_lines, nullable(json.taxLines)),
  /** How many items were bought. */
  total_items: optionalZodField(orderRules.total_items, nullable(json.count)),
  /** Whether the order is paid, refunded and so on. */
  financial_status: optionalZodField(orderRules.financial_status, nullable(json.financialStatus)),
  /** Whether the order is sent, delivered and so on. */
  fulfillment_status: optionalZodField(orderRules.fulfillment_status, nullable(json.fulfillmentStatus)),
  /** The items that were bought. A list replaces the stored one. */
  line_items: optionalZodField(orderRules.line_items, nullable(json.lineItems)),
  /** The address of the buyer. */
  billing_address: optionalZodField(orderRules.billing_address, nullable(json.address)),
  /** The address that the order is sent to. A new contact gets its name from here. */
  shipping_address: optionalZodField(orderRules.shipping_address, nullable(json.address)),
  /** Whether the buyer agreed to e-mail marketing. */
  accepts_email_marketing: optionalZodField(orderRules.accepts_email_marketing, nullable(json.flag)),
  /** Whether the buyer agreed to SMS marketing. */
  accepts_sms_marketing: optionalZodField(orderRules.accepts_sms_marketing, nullable(json.flag)),
  /** Whether the order is a past one, which starts no flow. */
  initial_sync: optionalZodField(orderRules.initial_sync, nullable(json.flag)),
};
