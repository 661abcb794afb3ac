import type { FinancialStatus } from "../../schemas/order/status.js";

/** Financial statuses before any payment. */
const neverCaptured: ReadonlySet<FinancialStatus | undefined> = new Set([
  undefined,
  "pending",
  "authorized",
  "expired",
] as const);

/** Returns the financial status after a cancellation: `voided` if nothing was ever paid, else unchanged. */
export function afterCancellation(status: FinancialStatus | undefined): FinancialStatus | undefined {
  return neverCaptured.has(status) ? "voided" : status;
}
