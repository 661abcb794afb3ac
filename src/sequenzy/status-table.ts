import type { FinancialStatus, FulfillmentStatus } from "../schemas/order/status.js";
import type { SequenzyOrderStatus } from "./order-input.js";

/** Sequenzy's status for each status of Privy's; null for one that is not an event of its own. */
export type SequenzyStatusTable<Status extends string> = Readonly<Record<Status, SequenzyOrderStatus | null>>;

/**
 * The event for each `financial_status`. A partial refund is a refund event of that amount; an order that is paid or waits for
 * payment is placed; one whose payment expired or was voided is cancelled.
 */
export const FINANCIAL_STATUS_TABLE: SequenzyStatusTable<FinancialStatus> = {
  authorized: "placed",
  expired: "cancelled",
  paid: "placed",
  partially_paid: "placed",
  partially_refunded: "refunded",
  pending: "placed",
  refunded: "refunded",
  voided: "cancelled",
};

/** The event for each `fulfillment_status`. Only a complete shipment or delivery is an event; a declined request is not. */
export const FULFILLMENT_STATUS_TABLE: SequenzyStatusTable<FulfillmentStatus> = {
  delivered: "fulfilled",
  fulfilled: "fulfilled",
  in_progress: null,
  on_hold: null,
  open: null,
  partially_fulfilled: null,
  pending: null,
  pending_fulfillment: null,
  request_declined: null,
  restocked: null,
  scheduled: null,
  unfulfilled: null,
};

/**
 * The one event for both statuses. A refund or a cancelled payment takes precedence over fulfilment, and fulfilment over
 * "placed". An order without a status is placed.
 */
export function sequenzyStatusOf(
  financial: FinancialStatus | undefined,
  fulfillment: FulfillmentStatus | undefined,
): SequenzyOrderStatus {
  const money = financial === undefined ? null : FINANCIAL_STATUS_TABLE[financial];
  if (money === "refunded" || money === "cancelled") return money;
  const goods = fulfillment === undefined ? null : FULFILLMENT_STATUS_TABLE[fulfillment];
  return goods ?? money ?? "placed";
}
