import type { OrderInput } from "privy-orders";

/** What is used here of an order as WooCommerce's REST API (v3) and its webhooks send it. */
export interface WooCommerceOrder {
  id: number;
  status:
    | "pending"
    | "on-hold"
    | "processing"
    | "completed"
    | "cancelled"
    | "refunded"
    | "failed"
    | "checkout-draft"
    | "trash";
  currency: string;
  date_created_gmt: string;
  total: string;
  customer_id: number;
  billing: WooCommerceAddress & { email: string; phone: string };
  shipping: WooCommerceAddress;
  line_items: {
    name: string;
    product_id: number;
    variation_id: number;
    quantity: number;
    sku: string;
    price: number;
  }[];
  tax_lines: { label: string; tax_total: string; shipping_tax_total: string }[];
  coupon_lines: { code: string; discount: string }[];
}

interface WooCommerceAddress {
  first_name: string;
  last_name: string;
  city: string;
  state: string;
  postcode: string;
  country: string;
}

type Statuses = Pick<OrderInput, "financial_status" | "fulfillment_status">;

/** WooCommerce has one status for what Privy keeps apart: the money and the goods. */
const statuses: Record<WooCommerceOrder["status"], Statuses> = {
  "checkout-draft": { financial_status: "pending", fulfillment_status: "pending" },
  pending: { financial_status: "pending", fulfillment_status: "unfulfilled" },
  "on-hold": { financial_status: "pending", fulfillment_status: "on_hold" },
  processing: { financial_status: "paid", fulfillment_status: "unfulfilled" },
  completed: { financial_status: "paid", fulfillment_status: "fulfilled" },
  cancelled: { financial_status: "voided" },
  failed: { financial_status: "voided" },
  refunded: { financial_status: "refunded" },
  trash: { financial_status: "voided" },
};

/** Says a WooCommerce order in Privy's words. */
export function fromWooCommerce(order: WooCommerceOrder): OrderInput {
  return {
    order_id: order.id,
    // date_created is in the shop's own time and does not say which; its twin is in UTC, and only the Z is missing.
    order_date: `${order.date_created_gmt}Z`,
    total: order.total,
    currency: order.currency,
    email: order.billing.email,
    phone: order.billing.phone,
    // 0 stands for a guest, and for a product without variations.
    customer_id: order.customer_id || null,
    ...statuses[order.status],
    discounts: order.coupon_lines.map(({ code, discount }) => ({ code, amount: discount })),
    tax_lines: order.tax_lines.map((tax) => ({
      title: tax.label,
      amount: Number(tax.tax_total) + Number(tax.shipping_tax_total),
    })),
    line_items: order.line_items.map((line) => ({
      sku: line.sku,
      title: line.name,
      quantity: line.quantity,
      price: line.price,
      product_id: line.product_id,
      variant_id: line.variation_id || undefined,
    })),
    total_items: order.line_items.reduce((count, { quantity }) => count + quantity, 0),
    billing_address: addressOf(order.billing),
    shipping_address: addressOf(order.shipping),
  };
}

function addressOf(address: WooCommerceAddress): OrderInput["shipping_address"] {
  return {
    first_name: address.first_name,
    last_name: address.last_name,
    city: address.city,
    state_code: address.state,
    country_code: address.country,
    postal_code: address.postcode,
  };
}
