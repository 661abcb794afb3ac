import type { FinancialStatus, FulfillmentStatus } from "../../schemas/order/status.js";
import type { StatusTable } from "../payload/mapped-status.js";

/** Ecwid's `paymentStatus`; what the shop's three custom ones mean is an option. */
export const ecwidPaymentStatuses: StatusTable<string, FinancialStatus> = {
  AWAITING_PAYMENT: "pending",
  PAID: "paid",
  CANCELLED: "voided",
  REFUNDED: "refunded",
  PARTIALLY_REFUNDED: "partially_refunded",
  INCOMPLETE: "pending",
};

/** Ecwid's `fulfillmentStatus`; what the shop's three custom ones mean is an option. */
export const ecwidFulfillmentStatuses: StatusTable<string, FulfillmentStatus> = {
  AWAITING_PROCESSING: "unfulfilled",
  PROCESSING: "in_progress",
  READY_FOR_PICKUP: "in_progress",
  OUT_FOR_DELIVERY: "in_progress",
  SHIPPED: "fulfilled",
  DELIVERED: "delivered",
  WILL_NOT_DELIVER: "request_declined",
  RETURNED: "restocked",
};
