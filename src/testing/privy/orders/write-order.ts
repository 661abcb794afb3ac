import { stringify } from "lossless-json";
import type { Decisions } from "../decisions/decisions.js";
import type { FakeOrder } from "../model.js";

/** Builds the response to an upsert: `{"data": order}`, the id with exact digits, without empty values. */
export function writeOrder(order: FakeOrder, decisions: Decisions): string {
  // Verbatim parts can hold integers that JSON.stringify refuses.
  const text =
    decisions.echo === "all" ? (stringify(wholeOf(order)) ?? "{}") : JSON.stringify(exampleOf(order));
  const id = decisions.orderIdInAnswer === "string" ? `"${order.order_id}"` : order.order_id;
  return `{"data":{"order_id":${id},${text.slice(1)}}`;
}

/** Builds the order's fields in the order of the documented example. JSON leaves out what is undefined. */
function exampleOf(order: FakeOrder) {
  return {
    source: order.source,
    email: order.email || undefined,
    phone: order.phone || undefined,
    total_amount: order.total_amount,
    currency_code: order.currency_code,
    placed_at: order.placed_at,
    financial_status: order.financial_status || undefined,
    fulfillment_status: order.fulfillment_status || undefined,
    customer_id: order.customer_id || undefined,
    total_items: order.total_items,
    accepts_email_marketing: order.accepts_email_marketing,
    accepts_sms_marketing: order.accepts_sms_marketing,
    created_at: order.created_at,
    updated_at: order.updated_at,
  };
}

/** Adds the fields that the documentation's text echoes and its example leaves out. */
function wholeOf(order: FakeOrder) {
  const { created_at, updated_at, ...example } = exampleOf(order);
  return {
    ...example,
    subtotal: order.subtotal,
    discounts: filled(order.discounts),
    tax_lines: filled(order.tax_lines),
    line_items: filled(order.line_items),
    billing_address: filled(order.billing_address),
    shipping_address: filled(order.shipping_address),
    created_at,
    updated_at,
  };
}

function filled<Part extends object>(part: Part | undefined): Part | undefined {
  return part === undefined || Object.keys(part).length === 0 ? undefined : part;
}
