import type { InputIssue } from "../../errors/invalid-input-error.js";
import { InvalidInputError } from "../../errors/invalid-input-error.js";
import type { OrderInput } from "../../schemas/order/order.js";

/** The result of a mapping function for a record that is not an order. */
export const skip: unique symbol = Symbol("privy-orders.skip");

/** The type of `skip`. */
export type Skip = typeof skip;

/**
 * Turns a record of the file into an order, as `fromShopifyWebhook` does for example, or returns `skip`. An error that
 * it throws becomes the record's issue, with its message only if it is an `InvalidInputError`, since other messages may
 * quote the customer.
 */
export type OrderMapper = (value: never) => OrderInput | Skip;

const problem = (message: string): { readonly issues: readonly InputIssue[] } => ({
  issues: [{ code: "invalid", path: [], message }],
});

/**
 * Calls a mapping function and turns its errors into the record's issues, with the message only of an
 * `InvalidInputError`, since other messages may quote the customer.
 */
export function mappedRecord(
  map: () => OrderInput | Skip,
): { readonly order: OrderInput } | { readonly issues: readonly InputIssue[] } {
  try {
    const order = map();
    if (order === skip) {
      return { issues: [{ code: "not_an_order", path: [], message: "is skipped by the mapping function" }] };
    }
    if (order === undefined || order === null)
      return problem("has no order: the mapping function returned nothing. It must return an order, or skip");
    return { order };
  } catch (error) {
    if (error instanceof InvalidInputError) return { issues: error.issues };
    const kind = error instanceof TypeError ? " with a TypeError" : "";
    return problem(
      `could not be mapped: the mapping function failed${kind}. Is it the function of this record's platform?`,
    );
  }
}
