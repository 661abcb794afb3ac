import { optional, type Rule, refuse } from "../field.js";
import { nearestName } from "../objects/nearest-name.js";

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

/* @__NO_SIDE_EFFECTS__ */
function oneOf<Status extends string>(statuses: readonly Status[]): Rule<Status | undefined> {
  return optional((value, problems) => {
    const status = statuses.find((known) => known === value);
    if (status !== undefined) return status;
    const nearest = typeof value === "string" ? nearestName(value, statuses) : undefined;
    let advice = nearest === undefined ? "" : `; did you mean "${nearest}"?`;
    if (typeof value === "string" && /^\s*cancell?ed\s*$/i.test(value)) {
      advice = "; Privy has no word for a cancelled order: its financial_status is voided or refunded";
    }
    return refuse(problems, "unknown_status", `must be one of ${statuses.join(", ")}${advice}`);
  });
}

/** A financial status that may be left out. */
export const financialStatus: Rule<FinancialStatus | undefined> = oneOf(financialStatuses);

/** A fulfillment status that may be left out. */
export const fulfillmentStatus: Rule<FulfillmentStatus | undefined> = oneOf(fulfillmentStatuses);
