import type { OrderInput } from "../../schemas/order/order.js";
import type { FinancialStatus } from "../../schemas/order/status.js";
import { refundedStatus } from "../payload/amounts.js";
import { mappedStatus, type StatusTable } from "../payload/mapped-status.js";
import { type DraftOptions, refuseDraft } from "../payload/mapping-options.js";
import type { Payload } from "../payload/payload.js";
import type { VendureOrder } from "./vendure-order.js";

/** The two statuses of Privy that one state of Vendure stands for. */
export type VendureStatuses = Pick<OrderInput, "financial_status" | "fulfillment_status">;

export interface VendureOptions extends DraftOptions {
  /** How many decimals amounts have, as the shop's `MoneyStrategy` has it; default 2, for every currency, the yen too. */
  readonly precision?: number | undefined;
  /**
   * The meaning of the states of the shop's own order process: `{ Packed: { financial_status: "paid", … } }`. They come
   * first.
   */
  readonly states?: Readonly<Record<string, VendureStatuses>> | undefined;
}

/** The states of Vendure's default order process. */
const statuses = {
  Created: { financial_status: "pending", fulfillment_status: "pending" },
  Draft: { financial_status: "pending", fulfillment_status: "pending" },
  AddingItems: { financial_status: "pending", fulfillment_status: "pending" },
  ArrangingPayment: { financial_status: "pending", fulfillment_status: "pending" },
  PaymentAuthorized: { financial_status: "authorized", fulfillment_status: "unfulfilled" },
  PaymentSettled: { financial_status: "paid", fulfillment_status: "unfulfilled" },
  PartiallyShipped: { financial_status: "paid", fulfillment_status: "partially_fulfilled" },
  Shipped: { financial_status: "paid", fulfillment_status: "fulfilled" },
  PartiallyDelivered: { financial_status: "paid", fulfillment_status: "partially_fulfilled" },
  Delivered: { financial_status: "paid", fulfillment_status: "delivered" },
  Modifying: {},
  ArrangingAdditionalPayment: { financial_status: "partially_paid" },
  Cancelled: { financial_status: "voided" },
} as const satisfies StatusTable<string, VendureStatuses>;

const carts: ReadonlySet<string | undefined> = new Set([
  "Created",
  "Draft",
  "AddingItems",
  "ArrangingPayment",
]);

/** Returns the financial status after the settled refunds. */
function refundOf(order: Payload<VendureOrder>): FinancialStatus | undefined {
  const payments = order.list("payments") ?? [];
  const refunds = payments.flatMap((payment) => payment.list("refunds") ?? []);
  const refunded = refunds
    .filter((refund) => refund.text("state") === "Settled")
    .reduce((sum, refund) => sum + (refund.number("total") ?? 0), 0);
  const paid = payments
    .filter((payment) => payment.text("state") === "Settled")
    .reduce((sum, payment) => sum + (payment.number("amount") ?? 0), 0);
  // The total is without the lines that were cancelled: of an order that was cancelled as a whole it is nothing.
  const total = order.text("state") === "Cancelled" ? refunded : order.number("totalWithTax");
  return refundedStatus(refunded, paid > 0 ? paid : total);
}

/** Whether what was paid is only authorized, as where goods are sent before the money is taken. */
function isOnlyAuthorized(order: Payload<VendureOrder>): boolean {
  const states = order.list("payments")?.map((payment) => payment.text("state")) ?? [];
  const live = states.filter((state) => state === "Authorized" || state === "Settled");
  return live.length > 0 && live.every((state) => state === "Authorized");
}

/**
 * The statuses of an order, which is refused while it is a cart.
 *
 * @throws InvalidInputError with the code `not_an_order`
 */
export function vendureStatuses(order: Payload<VendureOrder>, options: VendureOptions): VendureStatuses {
  const state = order.text("state");
  const own = options.states ?? {};
  const isOwn = state !== undefined && Object.hasOwn(own, state);
  if (!isOwn && carts.has(state))
    refuseDraft(order, "state", options, `is ${state}: the buyer has not ordered`);
  const found = mappedStatus<VendureOrder, VendureStatuses>(order, "state", { ...statuses, ...own });
  const money = found?.financial_status;
  const held = money === "paid" && !isOwn && isOnlyAuthorized(order) ? "authorized" : money;
  return { ...found, financial_status: refundOf(order) ?? held };
}
