import { stringify } from "lossless-json";
import type { Decisions } from "./decisions.js";
import type { FakeOrder } from "./model.js";

type AnswerName = Exclude<keyof FakeOrder, "order_id" | "source">;

/** In the order of the documented example (ORD). */
const exampleNames: readonly AnswerName[] = [
  "email",
  "phone",
  "total_amount",
  "currency_code",
  "placed_at",
  "financial_status",
  "fulfillment_status",
  "customer_id",
  "total_items",
  "accepts_email_marketing",
  "accepts_sms_marketing",
];
/** What the text says is echoed and the example leaves out. */
const otherNames: readonly AnswerName[] = [
  "subtotal",
  "discounts",
  "tax_lines",
  "line_items",
  "billing_address",
  "shipping_address",
];
const timeNames: readonly AnswerName[] = ["created_at", "updated_at"];

/** The answer to an upsert (ORD): `{"data": order}`, the id with exact digits, empty values left out. */
export function writeOrder(order: FakeOrder, decisions: Decisions): string {
  const names = [...exampleNames, ...(decisions.echo === "all" ? otherNames : []), ...timeNames];
  const rest: Partial<Record<keyof FakeOrder, unknown>> = { source: order.source };
  for (const name of names) {
    const value = order[name];
    if (!isEmpty(value)) rest[name] = value;
  }
  // Verbatim parts can hold integers that JSON.stringify refuses.
  const text = decisions.echo === "all" ? (stringify(rest) ?? "{}") : JSON.stringify(rest);
  const id = decisions.orderIdInAnswer === "string" ? `"${order.order_id}"` : order.order_id;
  return `{"data":{"order_id":${id},${text.slice(1)}}`;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === "") return true;
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
