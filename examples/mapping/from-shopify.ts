import type { FinancialStatus, OrderInput } from "privy-orders";

/** What is used here of an order as Shopify's webhooks send it. */
export interface ShopifyOrder {
  id: string | number;
  email: string | null;
  phone: string | null;
  created_at: string;
  total_price: string;
  subtotal_price: string;
  currency: string;
  financial_status: FinancialStatus;
  fulfillment_status: "fulfilled" | "partial" | "restocked" | "pending" | null;
  buyer_accepts_marketing: boolean;
  customer: { id: string | number } | null;
  discount_codes: { code: string; amount: string }[];
  tax_lines: { title: string; price: string }[];
  line_items: {
    sku: string | null;
    title: string;
    quantity: number;
    price: string;
    product_id: string | number | null;
    variant_id: string | number | null;
  }[];
  billing_address: ShopifyAddress | null;
  shipping_address: ShopifyAddress | null;
}

interface ShopifyAddress {
  first_name: string | null;
  last_name: string | null;
  city: string | null;
  province_code: string | null;
  country_code: string | null;
  zip: string | null;
  phone: string | null;
}

/**
 * Reads a webhook's raw body. Shopify's ids can exceed 2^53, and `JSON.parse` would round them to another order's id. So
 * integers of 16 digits and more become text first. This cannot hit text that merely looks like JSON: the quotes in it
 * are escaped, and `\"id\":` does not match.
 */
export function readShopifyOrder(body: string): ShopifyOrder {
  return JSON.parse(body.replace(/"(\w+)":\s*(\d{16,})(?=\s*[,}])/g, '"$1":"$2"'));
}

/** Says a Shopify order in Privy's words. */
export function fromShopify(order: ShopifyOrder): OrderInput {
  return {
    order_id: order.id,
    order_date: order.created_at,
    total: order.total_price,
    subtotal: order.subtotal_price,
    currency: order.currency,
    // Empty text counts as left out. Without a phone as well, the order is refused before it is sent.
    email: order.email ?? "",
    phone: order.phone ?? order.shipping_address?.phone,
    customer_id: order.customer?.id,
    financial_status: order.financial_status,
    fulfillment_status: fulfillmentOf(order),
    accepts_email_marketing: order.buyer_accepts_marketing,
    discounts: order.discount_codes.map(({ code, amount }) => ({ code, amount })),
    tax_lines: order.tax_lines.map(({ title, price }) => ({ title, amount: price })),
    line_items: order.line_items.map(({ sku, title, quantity, price, product_id, variant_id }) => ({
      sku,
      title,
      quantity,
      price,
      product_id,
      variant_id,
    })),
    total_items: order.line_items.reduce((count, { quantity }) => count + quantity, 0),
    billing_address: addressOf(order.billing_address),
    shipping_address: addressOf(order.shipping_address),
  };
}

function fulfillmentOf({ fulfillment_status: status }: ShopifyOrder): OrderInput["fulfillment_status"] {
  if (status === "partial") return "partially_fulfilled";
  return status ?? "unfulfilled";
}

function addressOf(address: ShopifyAddress | null): OrderInput["shipping_address"] {
  return (
    address && {
      first_name: address.first_name,
      last_name: address.last_name,
      city: address.city,
      state_code: address.province_code,
      country_code: address.country_code,
      postal_code: address.zip,
    }
  );
}
