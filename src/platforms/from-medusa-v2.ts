import type { OrderInput } from "../schemas/order/order.js";
import { orderIdFrom } from "../schemas/order/order-id-from.js";
import type { FinancialStatus, FulfillmentStatus } from "../schemas/order/status.js";
import { asOrder, defined } from "./buyer-fields.js";
import { mappedStatus, type StatusTable } from "./mapped-status.js";

type Optional<Value> = Value | null | undefined;

/** An amount in major units: a number, or what stands for one inside Medusa. */
export type MedusaAmount = number | string | { readonly value: string | number };

export interface MedusaAddress {
  first_name?: Optional<string>;
  last_name?: Optional<string>;
  city?: Optional<string>;
  province?: Optional<string>;
  country_code?: Optional<string>;
  postal_code?: Optional<string>;
  phone?: Optional<string>;
}

/** As much of an order of Medusa v2 as is used: of the Admin or Store API, or of `query.graph` with these fields. */
export interface MedusaOrder {
  id: string;
  email?: Optional<string>;
  currency_code: string;
  created_at: string | Date;
  total: MedusaAmount;
  item_subtotal?: Optional<MedusaAmount>;
  discount_total?: Optional<MedusaAmount>;
  tax_total?: Optional<MedusaAmount>;
  customer_id?: Optional<string>;
  payment_status?: Optional<string>;
  fulfillment_status?: Optional<string>;
  items?: Optional<
    readonly {
      title?: Optional<string>;
      quantity: number;
      unit_price: MedusaAmount;
      variant_sku?: Optional<string>;
      product_id?: Optional<string>;
      variant_id?: Optional<string>;
    }[]
  >;
  billing_address?: Optional<MedusaAddress>;
  shipping_address?: Optional<MedusaAddress>;
}

const payments = {
  not_paid: "pending",
  awaiting: "pending",
  authorized: "authorized",
  partially_authorized: "pending",
  captured: "paid",
  partially_captured: "partially_paid",
  partially_refunded: "partially_refunded",
  refunded: "refunded",
  canceled: "voided",
  requires_action: "pending",
} as const satisfies StatusTable<string, FinancialStatus>;

const fulfillments = {
  not_fulfilled: "unfulfilled",
  partially_fulfilled: "partially_fulfilled",
  fulfilled: "fulfilled",
  partially_shipped: "partially_fulfilled",
  shipped: "fulfilled",
  partially_delivered: "partially_fulfilled",
  delivered: "delivered",
  canceled: undefined,
} as const satisfies StatusTable<string, FulfillmentStatus>;

const amountOf = (amount: MedusaAmount): number | string =>
  typeof amount === "object" ? amount.value : amount;

function addressOf(address: Optional<MedusaAddress>): OrderInput["shipping_address"] {
  if (address === null || address === undefined) return undefined;
  return defined({
    first_name: address.first_name,
    last_name: address.last_name,
    city: address.city,
    state_code: address.province,
    country_code: address.country_code?.toUpperCase(),
    postal_code: address.postal_code,
  });
}

/**
 * Says an order of Medusa v2 in Privy's words. Its amounts are major units already, unlike those of Medusa v1; its id
 * becomes a number by `orderIdFrom`. Medusa knows no marketing consent: set it yourself where you keep it.
 *
 * @throws InvalidInputError for a status that Medusa does not publish
 */
export function fromMedusaV2(order: MedusaOrder): OrderInput {
  const { items, billing_address: billing, shipping_address: shipping } = order;
  const optional = (amount: Optional<MedusaAmount>) =>
    amount === null || amount === undefined ? undefined : amountOf(amount);
  const [discount, tax] = [optional(order.discount_total), optional(order.tax_total)];
  return asOrder(
    {
      order_id: orderIdFrom(order.id),
      order_date: order.created_at,
      total: amountOf(order.total),
      subtotal: optional(order.item_subtotal),
      currency: order.currency_code,
      customer_id: order.customer_id,
      financial_status: order.payment_status
        ? mappedStatus("Medusa", "payment_status", payments, order.payment_status)
        : undefined,
      fulfillment_status: order.fulfillment_status
        ? mappedStatus("Medusa", "fulfillment_status", fulfillments, order.fulfillment_status)
        : undefined,
      discounts: Number(discount ?? 0) === 0 ? undefined : [{ amount: discount }],
      tax_lines: Number(tax ?? 0) === 0 ? undefined : [{ title: "Tax", amount: tax }],
      line_items: items?.map(({ title, quantity, unit_price, variant_sku, product_id, variant_id }) => ({
        sku: variant_sku,
        title,
        quantity,
        price: amountOf(unit_price),
        product_id,
        variant_id,
      })),
      total_items: items?.reduce((count, { quantity }) => count + quantity, 0),
      billing_address: addressOf(billing),
      shipping_address: addressOf(shipping),
    },
    { email: order.email, phone: undefined, addressPhones: [billing?.phone, shipping?.phone] },
  );
}
