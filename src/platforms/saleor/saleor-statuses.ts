import type { FinancialStatus, FulfillmentStatus } from "../../schemas/order/status.js";
import { refundedStatus } from "../payload/amounts.js";
import { mappedStatus, type StatusTable } from "../payload/mapped-status.js";
import type { Payload } from "../payload/payload.js";
import type { SaleorOrder } from "./saleor-order.js";

const goods = {
  DRAFT: "pending",
  UNCONFIRMED: "unfulfilled",
  UNFULFILLED: "unfulfilled",
  PARTIALLY_FULFILLED: "partially_fulfilled",
  FULFILLED: "fulfilled",
  PARTIALLY_RETURNED: undefined,
  RETURNED: "restocked",
  CANCELED: undefined,
  EXPIRED: undefined,
} as const satisfies StatusTable<string, FulfillmentStatus>;

/** Undefined where nothing was charged: then the authorization decides. */
const payments = {
  NOT_CHARGED: undefined,
  PENDING: "pending",
  PARTIALLY_CHARGED: "partially_paid",
  FULLY_CHARGED: "paid",
  PARTIALLY_REFUNDED: "partially_refunded",
  FULLY_REFUNDED: "refunded",
  REFUSED: "voided",
  CANCELLED: "voided",
} as const satisfies StatusTable<string, FinancialStatus>;

/** Of orders that are paid by transactions; undefined as above. */
const charges = {
  NONE: undefined,
  PARTIAL: "partially_paid",
  FULL: "paid",
  OVERCHARGED: "paid",
} as const satisfies StatusTable<string, FinancialStatus>;

const authorizations = {
  NONE: "pending",
  PARTIAL: "authorized",
  FULL: "authorized",
} as const satisfies StatusTable<string, FinancialStatus>;

/** Returns the fulfillment status. Saleor does not know when the goods arrive. */
export const saleorFulfillmentStatus = (order: Payload<SaleorOrder>): FulfillmentStatus | undefined =>
  mappedStatus(order, "status", goods);

/** Returns the financial status: by the refunds, by the end of the order, by what was charged, by what was authorized. */
export function saleorFinancialStatus(order: Payload<SaleorOrder>): FinancialStatus | undefined {
  const charged = order.has("paymentStatus")
    ? mappedStatus(order, "paymentStatus", payments)
    : mappedStatus(order, "chargeStatus", charges);
  const authorized = mappedStatus(order, "authorizeStatus", authorizations);
  const refunded = refundedStatus(
    order.object("totalRefunded")?.number("amount"),
    order.object("total")?.object("gross")?.number("amount"),
  );
  if (charged === "refunded" || charged === "partially_refunded") return charged;
  if (refunded !== undefined) return refunded;
  if (order.text("status") === "EXPIRED") return "expired";
  if (order.text("status") === "CANCELED") return "voided";
  const isKnown = order.has("paymentStatus") || order.has("chargeStatus");
  return charged ?? authorized ?? (isKnown ? "pending" : undefined);
}
