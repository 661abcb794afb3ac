import type { FinancialStatus } from "../../schemas/order/status.js";

/** States of the money in which nothing of it has been taken. */
const neverCaptured: ReadonlySet<FinancialStatus | undefined> = new Set([
  undefined,
  "pending",
  "authorized",
  "expired",
] as const);

/** What a cancellation does to an order's money: nothing, unless none was ever taken. */
export function afterCancellation(status: FinancialStatus | undefined): FinancialStatus | undefined {
  return neverCaptured.has(status) ? "voided" : status;
}
