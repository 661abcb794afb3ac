import type { FinancialStatus, FulfillmentStatus } from "../schemas/order/status.js";
import type { SequenzyOrderStatus } from "./order-input.js";

/** Sequenzy's status for each status of Privy's; null for one that is not an event of its own. */
export type SequenzyStatusTable<Status extends string> = Readonly<Record<Status, SequenzyOrderStatus | null>>;

/**
 * Where the money stands. A refund in part is a refund event of that amount; an order that waits for its money, or has it,
 * is placed; one whose payment expired or was voided is cancelled.
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

/** Where the goods stand. Only goods that are all on their way, or there, are an event; a declined request is none. */
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
 * The one event that two statuses come to. Money that went back, or never came, counts before goods; goods that are
 * fulfilled count before "placed"; an order without any status is placed.
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
