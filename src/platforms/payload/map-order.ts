import { type InputIssue, InvalidInputError } from "../../errors/invalid-input-error.js";
import type { OrderInput } from "../../schemas/order/order.js";
import { notMapped, Payload } from "./payload.js";

/**
 * Runs a mapping on what may be anything.
 *
 * @param what the thing that is expected, with its article: "an order of WooCommerce"
 * @throws InvalidInputError with all problems that the mapping has reported, and for what is not an object
 */
export function mapOrder<Shape>(
  what: string,
  order: Shape,
  map: (payload: Payload<Shape>) => OrderInput,
): OrderInput {
  if (typeof order !== "object" || order === null || Array.isArray(order)) {
    const message = `must be an object: ${what}`;
    throw new InvalidInputError(notMapped, [{ code: "invalid", path: [], message }]);
  }
  const issues: InputIssue[] = [];
  const mapped = map(new Payload<Shape>(order, [], issues));
  if (issues.length > 0) throw new InvalidInputError(notMapped, issues);
  return mapped;
}
