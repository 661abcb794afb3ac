import type { Rule } from "../field.js";
import { oneOf } from "../values/one-of.js";

export const financialStatuses = [
  "authorized",
  "expired",
  "paid",
  "partially_paid",
  "partially_refunded",
  "pending",
  "refunded",
  "voided",
] as const;

export const fulfillmentStatuses = [
  "delivered",
  "fulfilled",
  "in_progress",
  "on_hold",
  "open",
  "partially_fulfilled",
  "pending",
  "pending_fulfillment",
  "request_declined",
  "restocked",
  "scheduled",
  "unfulfilled",
] as const;

/**
 * Whether an order is paid. A refund is the same order sent again with another financial status.
 *
 * @see https://help.privy.com/docs (order placed)
 */
export type FinancialStatus = (typeof financialStatuses)[number];

/**
 * Whether an order is shipped. `delivered` starts an Order Received flow.
 *
 * @see https://help.privy.com/docs (order placed)
 */
export type FulfillmentStatus = (typeof fulfillmentStatuses)[number];

const whenCancelled = "a cancelled order has the financial_status voided or refunded";
const hints: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ["cancelled", whenCancelled],
  ["canceled", whenCancelled],
]);

/** A financial status that may be left out. */
export const financialStatus: Rule<FinancialStatus | undefined> = oneOf(
  financialStatuses,
  "unknown_status",
  hints,
);

/** A fulfillment status that may be left out. */
export const fulfillmentStatus: Rule<FulfillmentStatus | undefined> = oneOf(
  fulfillmentStatuses,
  "unknown_status",
  hints,
);
