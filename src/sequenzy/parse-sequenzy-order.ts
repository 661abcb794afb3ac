import { InvalidInputError } from "../errors/invalid-input-error.js";
import { type Problems, report, toIssue } from "../schemas/field.js";
import { throwsWhenRead } from "../schemas/objects/data-object.js";
import { readSequenzyOrder } from "./order-fields.js";
import type { SequenzyOrderPayload } from "./order-input.js";

function read(input: unknown, problems: Problems): SequenzyOrderPayload {
  try {
    return readSequenzyOrder(input, problems);
  } catch {
    throw new InvalidInputError("The order was not sent", [throwsWhenRead]);
  }
}

/**
 * Checks an order and converts it to the form that Sequenzy expects, without sending it. `orders.push` does the same
 * first. Parsing the result again changes nothing.
 *
 * @param input the order, as a `SequenzyOrderInput` or as data of unknown origin
 * @throws InvalidInputError with every problem at once, each with its path, and none quoting a value
 */
export function parseSequenzyOrder(input: unknown): SequenzyOrderPayload {
  const problems: Problems = { value: undefined, issues: [] };
  const order = read(input, problems);
  if (order !== undefined && order.refundAmountCents !== undefined && order.status !== "refunded") {
    const message = 'belongs to a refund: set status: "refunded", or leave it out';
    report(problems, "conflict", message, ["refundAmountCents"]);
  }
  if (problems.issues.length === 0) return order;
  throw new InvalidInputError("The order was not sent", problems.issues.slice(0, 100).map(toIssue));
}
