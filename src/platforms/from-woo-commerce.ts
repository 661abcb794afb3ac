import type { OrderInput } from "../schemas/order/order.js";
import { asOrder, defined } from "./buyer-fields.js";
import { mappedStatus, type StatusTable } from "./mapped-status.js";

type Optional<Value> = Value | null | undefined;

/** The two statuses of Privy that one of WooCommerce stands for. */
export type WooCommerceStatuses = Pick<OrderInput, "financial_status" | "fulfillment_status">;

/** An address of WooCommerce's REST API. */
export interface WooCommerceAddress {
  first_name?: Optional<string>;
  last_name?: Optional<string>;
  city?: Optional<string>;
  state?: Optional<string>;
  postcode?: Optional<string>;
  country?: Optional<string>;
  phone?: Optional<string>;
}

/** As much of an order of WooCommerce's REST API (v3) and its webhooks as is used. */
export interface WooCommerceOrder {
  id: number | bigint | string;
  status: string;
  currency: string;
  /** UTC, without the Z. */
  date_created_gmt: string;
  total: string;
  customer_id?: Optional<number>;
  billing: WooCommerceAddress & { email?: Optional<string> };
  shipping?: Optional<WooCommerceAddress>;
  line_items?: Optional<
    readonly {
      name?: Optional<string>;
      product_id?: Optional<number>;
      variation_id?: Optional<number>;
      quantity: number;
      sku?: Optional<string>;
      price?: Optional<number | string>;
    }[]
  >;
  tax_lines?: Optional<
    readonly { label?: Optional<string>; tax_total: string; shipping_tax_total?: Optional<string> }[]
  >;
  coupon_lines?: Optional<readonly { code?: Optional<string>; discount: string }[]>;
}

/** WooCommerce has one status for what Privy keeps apart: the money and the goods. */
const statuses = {
  "auto-draft": { financial_status: "pending", fulfillment_status: "pending" },
  "checkout-draft": { financial_status: "pending", fulfillment_status: "pending" },
  pending: { financial_status: "pending", fulfillment_status: "unfulfilled" },
  "on-hold": { financial_status: "pending", fulfillment_status: "on_hold" },
  processing: { financial_status: "paid", fulfillment_status: "unfulfilled" },
  completed: { financial_status: "paid", fulfillment_status: "fulfilled" },
  cancelled: { financial_status: "voided" },
  failed: { financial_status: "voided" },
  refunded: { financial_status: "refunded" },
  trash: { financial_status: "voided" },
} as const satisfies StatusTable<string, WooCommerceStatuses>;

export interface WooCommerceOptions {
  /** What the shop's own statuses mean, which plugins add: `{ shipped: { financial_status: "paid", … } }`. They come first. */
  readonly statuses?: Readonly<Record<string, WooCommerceStatuses>> | undefined;
}

function addressOf(address: Optional<WooCommerceAddress>): OrderInput["shipping_address"] {
  if (address === null || address === undefined) return undefined;
  return defined({
    first_name: address.first_name,
    last_name: address.last_name,
    city: address.city,
    state_code: address.state,
    country_code: address.country,
    postal_code: address.postcode,
  });
}

/**
 * Says an order of WooCommerce's REST API or webhooks in Privy's words. The billing phone is the customer's own. WooCommerce
 * knows no marketing consent: set it yourself where a plugin keeps it.
 *
 * @throws InvalidInputError for a status that is neither WooCommerce's own nor in `statuses`
 */
export function fromWooCommerce(order: WooCommerceOrder, options: WooCommerceOptions = {}): OrderInput {
  const { billing, shipping, line_items: items } = order;
  const known = { ...statuses, ...options.statuses };
  return asOrder(
    {
      order_id: order.id,
      // date_created is in the shop's own time and does not say which; its twin is in UTC, and only the Z is missing.
      order_date: /(?:Z|[+-]\d\d:?\d\d)$/.test(order.date_created_gmt)
        ? order.date_created_gmt
        : `${order.date_created_gmt}Z`,
      total: order.total,
      currency: order.currency,
      // 0 stands for a guest, and for a product without variations.
      customer_id: order.customer_id || undefined,
      ...mappedStatus<WooCommerceStatuses>("WooCommerce", "status", known, order.status),
      discounts: order.coupon_lines?.map(({ code, discount }) => ({ code, amount: discount })),
      tax_lines: order.tax_lines?.map((tax) => ({
        title: tax.label,
        amount: Number(tax.tax_total) + Number(tax.shipping_tax_total ?? 0),
      })),
      line_items: items?.map((line) => ({
        sku: line.sku,
        title: line.name,
        quantity: line.quantity,
        price: line.price,
        product_id: line.product_id || undefined,
        variant_id: line.variation_id || undefined,
      })),
      total_items: items?.reduce((count, { quantity }) => count + quantity, 0),
      billing_address: addressOf(billing),
      shipping_address: addressOf(shipping),
    },
    { email: billing.email, phone: billing.phone, addressPhones: [shipping?.phone] },
  );
}
