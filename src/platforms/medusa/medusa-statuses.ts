import type { FinancialStatus, FulfillmentStatus } from "../../schemas/order/status.js";
import { mappedStatus, type StatusTable } from "../payload/mapped-status.js";
import type { Payload } from "../payload/payload.js";
import { medusaNumber } from "./medusa-amount.js";
import type { MedusaFulfillment, MedusaOrder, MedusaPaymentCollection } from "./medusa-order.js";

const payments = {
  not_paid: "pending",
  awaiting: "pending",
  authorized: "authorized",
  partially_authorized: "pending",
  captured: "paid",
  partially_captured: "partially_paid",
  partially_refunded: "partially_refunded",
  refunded: "refunded",
  canceled: "voided",
  requires_action: "pending",
} as const satisfies StatusTable<string, FinancialStatus>;

const fulfillments = {
  not_fulfilled: "unfulfilled",
  partially_fulfilled: "partially_fulfilled",
  fulfilled: "fulfilled",
  partially_shipped: "partially_fulfilled",
  shipped: "fulfilled",
  partially_delivered: "partially_fulfilled",
  delivered: "delivered",
  canceled: undefined,
} as const satisfies StatusTable<string, FulfillmentStatus>;

/** A payment collection's own status, where nothing was captured or refunded yet. */
const collections = {
  not_paid: "pending",
  awaiting: "pending",
  authorized: "authorized",
  partially_authorized: "pending",
  partially_captured: "partially_paid",
  completed: "paid",
  canceled: "voided",
  failed: "voided",
  requires_action: "pending",
} as const satisfies StatusTable<string, FinancialStatus>;

/** Returns the financial status of one payment collection. */
function collectionStatus(collection: Payload<MedusaPaymentCollection>): FinancialStatus | undefined {
  const status = mappedStatus(collection, "status", collections);
  const [amount = 0, captured = 0, refunded = 0] = [
    medusaNumber(collection, "amount"),
    medusaNumber(collection, "captured_amount"),
    medusaNumber(collection, "refunded_amount"),
  ];
  if (refunded > 0) return refunded >= amount ? "refunded" : "partially_refunded";
  if (captured > 0) return captured >= amount ? "paid" : "partially_paid";
  return status;
}

/** What several collections make together: one state that all of them have, else the part of it that was reached. */
function moneyTogether(statuses: readonly (FinancialStatus | undefined)[]): FinancialStatus | undefined {
  const live = statuses.filter((status) => status !== "voided");
  const [first] = live;
  if (first === undefined) return statuses.length === 0 ? "pending" : "voided";
  if (live.every((status) => status === first)) return first;
  if (live.some((status) => status === "refunded" || status === "partially_refunded"))
    return "partially_refunded";
  return live.some((status) => status === "paid" || status === "partially_paid")
    ? "partially_paid"
    : "pending";
}

/** Returns the financial status: by `payment_status`, or derived from the payment collections as Medusa derives it. */
export function medusaFinancialStatus(order: Payload<MedusaOrder>): FinancialStatus | undefined {
  if (order.has("payment_status")) return mappedStatus(order, "payment_status", payments);
  const found = order.list("payment_collections");
  return found && moneyTogether(found.map(collectionStatus));
}

const steps = ["packed_at", "shipped_at", "delivered_at"] as const;

/** How many of the steps a parcel has taken. */
const stepsOf = (parcel: Payload<MedusaFulfillment>): number =>
  1 + steps.reduce((last, step, index) => (parcel.has(step) ? index : last), -1);

/** Returns the fulfillment status: by `fulfillment_status`, or derived from the fulfillments as Medusa derives it. */
export function medusaFulfillmentStatus(order: Payload<MedusaOrder>): FulfillmentStatus | undefined {
  if (order.has("fulfillment_status")) return mappedStatus(order, "fulfillment_status", fulfillments);
  const all = order.list("fulfillments");
  if (all === undefined) return undefined;
  const taken = all.filter((parcel) => !parcel.has("canceled_at")).map(stepsOf);
  const best = Math.max(0, ...taken);
  if (best === 0) return all.length > 0 && taken.length === 0 ? undefined : "unfulfilled";
  const isLeft = order.list("items")?.some((item) => {
    const detail = item.object("detail");
    const sent = detail && medusaNumber(detail, "fulfilled_quantity");
    return sent !== undefined && sent < (medusaNumber(item, "quantity") ?? 0);
  });
  if (isLeft || taken.some((count) => count < best)) return "partially_fulfilled";
  return best === steps.length ? "delivered" : "fulfilled";
}
