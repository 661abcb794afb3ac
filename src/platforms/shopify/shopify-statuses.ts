import type { FinancialStatus, FulfillmentStatus } from "../../schemas/order/status.js";
import type { StatusTable } from "../payload/mapped-status.js";

/** Shopify's `financial_status`, and `displayFinancialStatus` in lower case: Privy has the same words. */
export const shopifyFinancialStatuses: StatusTable<string, FinancialStatus> = {
  authorized: "authorized",
  expired: "expired",
  paid: "paid",
  partially_paid: "partially_paid",
  partially_refunded: "partially_refunded",
  pending: "pending",
  refunded: "refunded",
  voided: "voided",
};

/** The `fulfillment_status` of Shopify's REST resources and webhooks; null stands for an order of which nothing was sent. */
export const shopifyFulfillmentStatuses: StatusTable<string, FulfillmentStatus> = {
  fulfilled: "fulfilled",
  partial: "partially_fulfilled",
  pending: "pending",
  restocked: "restocked",
  not_eligible: undefined,
  unfulfilled: "unfulfilled",
};

/** `displayFulfillmentStatus` of Shopify's Admin GraphQL, in lower case. An order with nothing to be sent has no status. */
export const shopifyDisplayFulfillmentStatuses: StatusTable<string, FulfillmentStatus> = {
  fulfilled: "fulfilled",
  fulfillment_not_required: undefined,
  in_progress: "in_progress",
  on_hold: "on_hold",
  open: "open",
  partially_fulfilled: "partially_fulfilled",
  pending_fulfillment: "pending_fulfillment",
  request_declined: "request_declined",
  restocked: "restocked",
  scheduled: "scheduled",
  unfulfilled: "unfulfilled",
};
