import { readFileSync } from "node:fs";
import { type OrderInput, parseOrder } from "privy-orders/schemas";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../../src/http/response/lossless-json.js";

/** A platform's order as its own documentation shows it, with its big integers intact. */
// The mappings below read of it what the platforms document.
// biome-ignore format: one line says it
const sample = <Shape>(name: string): Shape =>
  parseJson(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), "utf8")) as Shape;

interface ShopifyOrder {
  id: bigint;
  email: string;
  created_at: string;
  total_price: string;
  subtotal_price: string;
  currency: string;
  financial_status: "voided";
  fulfillment_status: "pending";
  buyer_accepts_marketing: boolean;
  customer: { id: bigint };
  line_items: {
    id: bigint;
    variant_id: number;
    product_id: number;
    quantity: number;
    sku: string;
    price: string;
  }[];
  billing_address: { phone: string };
  shipping_address: { phone: string; country_code: string };
}

interface WooOrder {
  id: number;
  currency: string;
  date_created_gmt: string;
  total: string;
  customer_id: number;
  billing: { email: string; phone: string; country: string; first_name: string; last_name: string };
  shipping: { country: string };
  line_items: {
    product_id: number;
    variation_id: number;
    quantity: number;
    sku: string;
    price: number;
    total: string;
  }[];
  tax_lines: { label: string; tax_total: string }[];
}

function fromShopify(order: ShopifyOrder): OrderInput {
  return {
    order_id: order.id,
    total: order.total_price,
    subtotal: order.subtotal_price,
    currency: order.currency,
    order_date: order.created_at,
    email: order.email,
    phone: order.shipping_address.phone,
    customer_id: order.customer.id,
    financial_status: order.financial_status,
    fulfillment_status: order.fulfillment_status,
    line_items: order.line_items.map((line) => ({ ...line })),
    billing_address: { ...order.billing_address },
    shipping_address: { ...order.shipping_address },
    accepts_email_marketing: order.buyer_accepts_marketing,
  };
}

function fromWoo(order: WooOrder): OrderInput {
  return {
    order_id: order.id,
    total: order.total,
    currency: order.currency,
    order_date: `${order.date_created_gmt}Z`,
    email: order.billing.email,
    phone: order.billing.phone,
    customer_id: order.customer_id === 0 ? null : order.customer_id,
    financial_status: "paid",
    fulfillment_status: "unfulfilled",
    tax_lines: order.tax_lines.map((line) => ({ title: line.label, amount: line.tax_total })),
    line_items: order.line_items.map((line) => ({
      sku: line.sku,
      quantity: line.quantity,
      price: line.price,
      product_id: line.product_id,
      variant_id: line.variation_id === 0 ? undefined : line.variation_id,
    })),
    billing_address: { ...order.billing, country_code: order.billing.country },
    shipping_address: { ...order.shipping, country_code: order.shipping.country },
  };
}

describe("the Shopify sample", () => {
  const { order, warnings } = parseOrder(fromShopify(sample("shopify-order.json")));

  it("arrives with its 18-digit ids to the last digit and its text amounts as numbers", () => {
    expect(order).toMatchObject({
      order_id: "820982911946154508",
      customer_id: "115310627314723954",
      total: 403,
      subtotal: 393,
      currency: "USD",
      order_date: "2019-06-04T17:53:06Z",
      email: "jon@doe.ca",
      line_items: [
        { id: "866550311766439020", variant_id: 808950810, product_id: 632910392, price: 199, quantity: 1 },
        { id: "141249953214522974", price: 199, fulfillment_status: null, tax_lines: [] },
      ],
      shipping_address: { name: "Steve Shipper", address2: null, country_code: "US", phone: "555-555-SHIP" },
    });
  });

  it("arrives even though its phone spells a word and is not assigned", () => {
    expect(order).not.toHaveProperty("phone");
    expect(warnings.map(({ code, path }) => `${code} ${path.join(".")}`)).toEqual([
      "phone_dropped phone",
      ...["billing_address", "shipping_address"].flatMap((field) =>
        ["province", "province_code", "zip"].map((key) => `address_key_unknown ${field}.${key}`),
      ),
    ]);
  });
});

describe("the WooCommerce sample", () => {
  it("arrives with its unassignable phone dropped and a warning", () => {
    const { order, warnings } = parseOrder(fromWoo(sample("woocommerce-order.json")));
    expect(order).toMatchObject({
      order_id: "727",
      total: 29.35,
      order_date: "2017-03-22T19:28:02Z",
      email: "john.doe@example.com",
      tax_lines: [{ title: "State Tax", amount: 1.35 }],
      line_items: [
        { sku: "", quantity: 2, price: 3, product_id: 93 },
        { sku: "Bar3", quantity: 1, price: 12, product_id: 22, variant_id: 23 },
      ],
    });
    expect(order).not.toHaveProperty("phone");
    expect(order).not.toHaveProperty("customer_id");
    expect(order.line_items?.[0]).not.toHaveProperty("variant_id");
    expect(warnings.map(({ code, path }) => `${code} ${path.join(".")}`)).toEqual([
      "phone_dropped phone",
      ...["billing_address", "shipping_address"].flatMap((field) =>
        ["state", "postcode"].map((key) => `address_key_unknown ${field}.${key}`),
      ),
    ]);
  });

  it("is refused with the reason when its date without a zone is taken", () => {
    const woo = sample<WooOrder & { date_created: string }>("woocommerce-order.json");
    expect(() => parseOrder({ ...fromWoo(woo), order_date: woo.date_created })).toThrow("no time zone");
  });
});
