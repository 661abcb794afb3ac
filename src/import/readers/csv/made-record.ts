import type { InputIssue } from "../../../errors/invalid-input-error.js";
import type { OrderInput } from "../../../schemas/order/order.js";

/** The result of a group of rows: an order and when it last changed, or the reasons why it is not an order. */
export type MadeRecord =
  | { readonly order: OrderInput; readonly updatedAt?: unknown }
  | { readonly issues: readonly InputIssue[] };
