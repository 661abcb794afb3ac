import type { FinancialStatus, FulfillmentStatus } from "../../schemas/order/status.js";
import { refundedStatus } from "../payload/amounts.js";
import { mappedStatus, type StatusTable } from "../payload/mapped-status.js";
import type { Payload } from "../payload/payload.js";
import type { BigCommerceV2Order } from "./bigcommerce-order.js";

/** The financial and the fulfillment status of one status of BigCommerce. */
interface Statuses {
  readonly money?: FinancialStatus;
  readonly goods?: FulfillmentStatus;
}

/** By `status_id`, since a shop may rename a status. */
const statuses = {
  0: { money: "pending", goods: "pending" }, // Incomplete
  1: { money: "pending", goods: "pending" }, // Pending
  2: { money: "paid", goods: "fulfilled" }, // Shipped
  3: { money: "paid", goods: "partially_fulfilled" }, // Partially Shipped
  4: { money: "refunded" }, // Refunded
  5: { money: "voided" }, // Cancelled
  6: { money: "voided" }, // Declined
  7: { money: "pending", goods: "unfulfilled" }, // Awaiting Payment
  8: { money: "paid", goods: "scheduled" }, // Awaiting Pickup
  9: { money: "paid", goods: "in_progress" }, // Awaiting Shipment
  10: { money: "paid", goods: "fulfilled" }, // Completed
  11: { money: "paid", goods: "unfulfilled" }, // Awaiting Fulfillment
  12: { money: "pending", goods: "on_hold" }, // Manual Verification Required
  13: {}, // Disputed
  14: { money: "partially_refunded" }, // Partially Refunded
} as const satisfies StatusTable<string, Statuses>;

/** The states that `payment_status` cannot overrule: refunded, cancelled, declined, partially refunded. */
const settled: ReadonlySet<number | undefined> = new Set([4, 5, 6, 14]);

const payments = {
  authorized: "authorized",
  captured: "paid",
  paid: "paid",
  "capture pending": "pending",
  pending: "pending",
  "held for review": "pending",
  declined: "voided",
  void: "voided",
  "void pending": "voided",
  "partially refunded": "partially_refunded",
  refunded: "refunded",
} as const satisfies StatusTable<string, FinancialStatus>;

const lowerCase = (word: string): string => word.toLowerCase();

/** Returns the financial and the fulfillment status. BigCommerce does not know when the goods arrive. */
export function bigCommerceStatuses(order: Payload<BigCommerceV2Order>): {
  financial_status: FinancialStatus | undefined;
  fulfillment_status: FulfillmentStatus | undefined;
} {
  const found = mappedStatus<BigCommerceV2Order, Statuses>(order, "status_id", statuses);
  const payment = mappedStatus(order, "payment_status", payments, lowerCase);
  const isSettled = settled.has(order.number("status_id"));
  const refunded = refundedStatus(order.number("refunded_amount"), order.number("total_inc_tax"));
  const money = isSettled ? found?.money : (payment ?? found?.money);
  return {
    financial_status: money === "refunded" || money === "partially_refunded" ? money : (refunded ?? money),
    fulfillment_status: found?.goods,
  };
}
