import type { FinancialStatus, FulfillmentStatus } from "../../schemas/order/status.js";
import { refundedStatus } from "../payload/amounts.js";
import { mappedStatus, type StatusTable } from "../payload/mapped-status.js";
import type { Payload } from "../payload/payload.js";
import type { Magento2Item, Magento2Order } from "./magento2-order.js";

/** Magento's states, of which there are no others: a shop adds statuses, each of which belongs to one of these. */
const states = {
  new: "unfulfilled",
  pending_payment: "unfulfilled",
  payment_review: "unfulfilled",
  processing: "unfulfilled",
  complete: "fulfilled",
  holded: "on_hold",
  closed: undefined,
  canceled: undefined,
} as const satisfies StatusTable<string, FulfillmentStatus>;

/** Returns the financial status, from the amounts, since a state does not show it. */
export function magento2FinancialStatus(order: Payload<Magento2Order>): FinancialStatus {
  const state = order.text("state");
  const paid = order.number("total_paid") ?? 0;
  const total = order.number("grand_total") ?? 0;
  const refunded = order.number("total_refunded");
  const refund = refundedStatus(refunded, paid > 0 ? paid : total);
  if (state === "closed") return "refunded";
  if (refund !== undefined) return refund;
  if (state === "canceled") return "voided";
  if (paid >= total) return "paid";
  if (paid > 0) return "partially_paid";
  return (order.object("payment")?.number("amount_authorized") ?? 0) > 0 ? "authorized" : "pending";
}

/** The rows that are parts of another row's product, by that row. A row belongs to one other at most. */
export function partsOf(
  all: readonly Payload<Magento2Item>[],
): (item: Payload<Magento2Item>) => readonly Payload<Magento2Item>[] {
  const byParent = new Map<unknown, Payload<Magento2Item>[]>();
  for (const part of all) {
    const parent = part.id("parent_item_id");
    if (parent === undefined) continue;
    const parts = byParent.get(parent);
    if (parts === undefined) byParent.set(parent, [part]);
    else parts.push(part);
  }
  return (item) => byParent.get(item.id("item_id")) ?? [];
}

/** Whether all of a row that is still wanted was sent. */
function isSent(item: Payload<Magento2Item>): boolean {
  const [ordered = 0, shipped = 0, canceled = 0, refunded = 0] = [
    item.quantity("qty_ordered"),
    item.quantity("qty_shipped"),
    item.quantity("qty_canceled"),
    item.quantity("qty_refunded"),
  ];
  return shipped >= ordered - canceled - refunded;
}

/** Returns the fulfillment status. Magento does not know when the goods arrive. */
export function magento2FulfillmentStatus(order: Payload<Magento2Order>): FulfillmentStatus | undefined {
  const status = mappedStatus(order, "state", states);
  if (status === "fulfilled" && order.flag("is_virtual") === true) return undefined;
  if (order.text("state") !== "processing") return status;
  const all = order.list("items") ?? [];
  const goods = all.filter(
    (item) => item.id("parent_item_id") === undefined && item.flag("is_virtual") !== true,
  );
  const partsOfItem = partsOf(all);
  const sent = goods.filter((item) => {
    const own = partsOfItem(item);
    // The parts of a bundle may be sent one by one: then its own row counts nothing.
    return isSent(item) || (own.length > 0 && own.every(isSent));
  });
  const hasBegun = all.some((item) => (item.quantity("qty_shipped") ?? 0) > 0);
  if (!hasBegun) return status;
  return sent.length === goods.length ? "fulfilled" : "partially_fulfilled";
}
