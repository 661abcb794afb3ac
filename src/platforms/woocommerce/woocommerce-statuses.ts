import type { OrderInput } from "../../schemas/order/order.js";
import { refundedStatus } from "../payload/amounts.js";
import { mappedStatus, type StatusTable } from "../payload/mapped-status.js";
import { type DraftOptions, refuseDraft } from "../payload/mapping-options.js";
import type { Payload } from "../payload/payload.js";
import type { WooCommerceOrder } from "./woocommerce-order.js";

/** The two statuses of Privy that one of WooCommerce stands for. */
export type WooCommerceStatuses = Pick<OrderInput, "financial_status" | "fulfillment_status">;

/** WooCommerce has one status where Privy has two: financial and fulfillment. */
const statuses = {
  "auto-draft": { financial_status: "pending", fulfillment_status: "pending" },
  "checkout-draft": { financial_status: "pending", fulfillment_status: "pending" },
  draft: { financial_status: "pending", fulfillment_status: "pending" },
  pending: { financial_status: "pending", fulfillment_status: "unfulfilled" },
  "on-hold": { financial_status: "pending", fulfillment_status: "on_hold" },
  processing: { financial_status: "paid", fulfillment_status: "unfulfilled" },
  completed: { financial_status: "paid", fulfillment_status: "fulfilled" },
  cancelled: { financial_status: "voided" },
  failed: { financial_status: "voided" },
  refunded: { financial_status: "refunded" },
  trash: { financial_status: "voided" },
} as const satisfies StatusTable<string, WooCommerceStatuses>;

/**
 * What must not reach Privy first. A failed payment and a deleted order are among them, since a webhook may show them as the
 * first state: to report them would thank the buyer. A cancelled order was an order.
 */
const notAnOrder: Readonly<Record<string, string>> = {
  "auto-draft": "is a draft",
  "checkout-draft": "is a checkout that was not finished",
  draft: "is a draft",
  failed: "is a payment that failed",
  trash: "is an order that was deleted",
};

export interface WooCommerceOptions extends DraftOptions {
  /**
   * The meaning of the shop's own statuses, which plugins add: `{ shipped: { financial_status: "paid", … } }`. They
   * come first.
   */
  readonly statuses?: Readonly<Record<string, WooCommerceStatuses>> | undefined;
}

/** The database and its exports write a status with a prefix that the API leaves out. */
const withoutPrefix = (status: string): string => status.replace(/^wc-/, "");

/** Cash on delivery: the shop packs the goods (`processing`) before anything was paid. */
function isUnpaid(order: Payload<WooCommerceOrder>): boolean {
  if (order.number("total") === 0) return false;
  const paid = order.value("date_paid_gmt");
  return paid === undefined ? order.text("payment_method") === "cod" : paid === null;
}

/**
 * The statuses of an order, which is refused when it is not one yet.
 *
 * @throws InvalidInputError with the code `not_an_order`
 */
export function wooCommerceStatuses(
  order: Payload<WooCommerceOrder>,
  options: WooCommerceOptions,
): WooCommerceStatuses {
  const status = withoutPrefix(order.text("status") ?? "");
  const own = options.statuses ?? {};
  const isOwn = Object.hasOwn(own, status);
  if (!isOwn && Object.hasOwn(notAnOrder, status)) {
    refuseDraft(order, "status", options, notAnOrder[status] ?? "");
  }
  const found = mappedStatus<WooCommerceOrder, WooCommerceStatuses>(
    order,
    "status",
    { ...statuses, ...own },
    withoutPrefix,
  );
  const money = !isOwn && status === "processing" && isUnpaid(order) ? "pending" : found?.financial_status;
  if (money === "refunded") return { ...found };
  const refunds = order.list("refunds")?.map((refund) => Math.abs(refund.number("total") ?? 0)) ?? [];
  const refunded = refunds.reduce((sum, amount) => sum + amount, 0);
  return { ...found, financial_status: refundedStatus(refunded, order.number("total")) ?? money };
}
