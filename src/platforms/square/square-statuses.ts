import type { FinancialStatus, FulfillmentStatus } from "../../schemas/order/status.js";
import { refundedStatus } from "../payload/amounts.js";
import { mappedStatus, type StatusTable } from "../payload/mapped-status.js";
import type { Payload } from "../payload/payload.js";
import type { SquareApiOrder, SquareApiOrderWithPayments, SquareMoney } from "./square-order.js";

/** The state of an order: valid, cancelled, or not an order yet. */
export type SquareState = "open" | "canceled" | "draft";

const states = {
  OPEN: "open",
  COMPLETED: "open",
  CANCELED: "canceled",
  DRAFT: "draft",
} as const satisfies StatusTable<string, SquareState>;

const payments = {
  APPROVED: "authorized",
  PENDING: "pending",
  COMPLETED: "paid",
  CANCELED: "voided",
  FAILED: "voided",
} as const satisfies StatusTable<string, FinancialStatus>;

const fulfillments = {
  PROPOSED: "unfulfilled",
  RESERVED: "in_progress",
  PREPARED: "in_progress",
  COMPLETED: "fulfilled",
  CANCELED: undefined,
  FAILED: "request_declined",
} as const satisfies StatusTable<string, FulfillmentStatus>;

/** With these the goods are in the buyer's hands when they are completed; a shipment is only on its way. */
const handedOver: ReadonlySet<string | undefined> = new Set(["PICKUP", "DELIVERY"]);

const amountIn = (money: Payload<SquareMoney> | undefined): number => money?.number("amount") ?? 0;

const total = (amounts: readonly number[] = []): number => amounts.reduce((sum, amount) => sum + amount, 0);

/** Whether the order is one, and was not cancelled. */
export const squareState = (order: Payload<SquareApiOrder>): SquareState | undefined =>
  mappedStatus(order, "state", states);

/** Returns the financial status: by the refunds, by the payments that were given, by what is still due. */
export function squareFinancialStatus(
  given: Payload<SquareApiOrderWithPayments>,
  order: Payload<SquareApiOrder>,
  state: SquareState | undefined,
): FinancialStatus {
  const all = given.list("payments") ?? [];
  const of = all.map((payment) => mappedStatus(payment, "status", payments));
  const price = amountIn(order.object("total_money"));
  const ofPayments = total(all.map((payment) => amountIn(payment.object("refunded_money"))));
  const approved = order.list("refunds")?.filter((refund) => refund.text("status") === "APPROVED");
  const ofOrder = total(approved?.map((refund) => amountIn(refund.object("amount_money"))));
  // Both list the same refunds, where both are there.
  const refund = refundedStatus(Math.max(ofPayments, ofOrder), price);
  if (refund !== undefined) return refund;
  if (state === "canceled") return "voided";
  const live = of.filter((status) => status !== "voided");
  if (live.length > 0 && live.every((status) => status === "authorized")) return "authorized";
  // An order that costs nothing has no tender; once it is completed, it is fully paid, as every completed order.
  const hasEnded = (order.list("tenders")?.length ?? 0) > 0 || order.text("state") === "COMPLETED";
  const isSettled = hasEnded && amountIn(order.object("net_amount_due_money")) === 0;
  const paid = total(
    all
      .filter((_, index) => of[index] === "paid")
      .map((payment) => amountIn(payment.object("total_money") ?? payment.object("amount_money"))),
  );
  if ((isSettled && live.length === of.length && !live.includes("pending")) || (paid > 0 && paid >= price))
    return "paid";
  if (paid > 0) return "partially_paid";
  return of.length > 0 && live.length === 0 ? "voided" : "pending";
}

/** Returns the fulfillment status. An order without fulfillments was handed over the counter. */
export function squareFulfillmentStatus(order: Payload<SquareApiOrder>): FulfillmentStatus | undefined {
  const all = order.list("fulfillments") ?? [];
  const each = all.map((one) => {
    const status = mappedStatus(one, "state", fulfillments);
    return status === "fulfilled" && handedOver.has(one.text("type")) ? "delivered" : status;
  });
  const live = each.filter((status) => status !== undefined);
  const [first] = live;
  if (first === undefined || live.every((status) => status === first)) return first;
  const isSent = (status: FulfillmentStatus): boolean => status === "fulfilled" || status === "delivered";
  if (live.every(isSent)) return "fulfilled";
  return live.some(isSent) ? "partially_fulfilled" : "in_progress";
}
