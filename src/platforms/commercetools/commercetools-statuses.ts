import type { FinancialStatus, FulfillmentStatus } from "../../schemas/order/status.js";
import { mappedStatus, type StatusTable } from "../payload/mapped-status.js";
import type { Payload } from "../payload/payload.js";
import type { CommercetoolsOrder } from "./commercetools-order.js";

const orders = {
  Open: "open",
  Confirmed: "open",
  Complete: "open",
  Cancelled: "cancelled",
} as const satisfies StatusTable<string, "open" | "cancelled">;

const payments = {
  BalanceDue: "partially_paid",
  CreditOwed: "paid",
  Failed: "voided",
  Paid: "paid",
  Pending: "pending",
} as const satisfies StatusTable<string, FinancialStatus>;

const shipments = {
  Pending: "unfulfilled",
  Ready: "in_progress",
  Partial: "partially_fulfilled",
  Shipped: "fulfilled",
  Delivered: "delivered",
  Backorder: "on_hold",
  Delayed: "on_hold",
  Canceled: undefined,
} as const satisfies StatusTable<string, FulfillmentStatus>;

const returns = {
  Initial: false,
  NonRefundable: false,
  NotRefunded: false,
  Refunded: true,
} as const satisfies StatusTable<string, boolean>;

/** Refunded when every piece of the order came back and was refunded, partially when some did. */
function refundOf(order: Payload<CommercetoolsOrder>): FinancialStatus | undefined {
  const returned = order.list("returnInfo")?.flatMap((info) => info.list("items") ?? []) ?? [];
  const refunded = returned.filter((item) => mappedStatus(item, "paymentState", returns));
  if (refunded.length === 0) return undefined;
  const lines = [...(order.list("lineItems") ?? []), ...(order.list("customLineItems") ?? [])];
  const pieces = new Map<string | undefined, number>();
  for (const item of refunded) {
    const line = item.text("lineItemId") ?? item.text("customLineItemId");
    pieces.set(line, (pieces.get(line) ?? 0) + item.count("quantity"));
  }
  const isWhole = lines.every((line) => (pieces.get(line.text("id")) ?? 0) >= line.count("quantity"));
  return isWhole ? "refunded" : "partially_refunded";
}

/** Returns the financial status. A cancelled order is voided, unless it was paid and not refunded. */
export function commercetoolsFinancialStatus(
  order: Payload<CommercetoolsOrder>,
): FinancialStatus | undefined {
  const state = mappedStatus(order, "orderState", orders);
  const payment = order.has("paymentState") ? mappedStatus(order, "paymentState", payments) : "pending";
  const refund = refundOf(order);
  return refund ?? (state === "cancelled" && payment !== "paid" ? "voided" : payment);
}

/** Returns the fulfillment status. */
export function commercetoolsFulfillmentStatus(
  order: Payload<CommercetoolsOrder>,
): FulfillmentStatus | undefined {
  if (!order.has("shipmentState")) return "unfulfilled";
  return mappedStatus(order, "shipmentState", shipments);
}
