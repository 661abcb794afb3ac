import { FakePrivyAssertionError } from "../../kit/expect/assertion-error.js";
import type { FlowEvaluation, FlowRun } from "../engines/flow-run.js";
import type { FakeOrder } from "../model.js";
import { readOrderId } from "../orders/order-id-field.js";
import type { StateReader } from "../state-reader.js";
import { explainMissingContact } from "./explain-missing-contact.js";
import { explainMissingOrder } from "./explain-missing-order.js";
import { findStoredContact } from "./find-stored-contact.js";

/** For whom a flow is looked at: an order by its id, or a contact by its email, phone or id. Digits alone are an order. */
export type FlowSubject = string | number | bigint;

/** The part of a flow's history that an expectation is about. */
export interface FlowScope {
  /** As the middle of a sentence: ` for order 1001`; empty for everything. */
  readonly words: string;
  /** The order, when it is about one. */
  readonly order: FakeOrder | undefined;
  readonly includes: (event: FlowRun | FlowEvaluation) => boolean;
}

/**
 * Finds whom a flow is looked at for.
 *
 * @throws FakePrivyAssertionError when there is nobody: an expectation about nobody would hold whatever happens
 * @throws FakePrivyUsageError when no order can have that id
 */
export function findFlowScope(subject: FlowSubject | undefined, reader: StateReader): FlowScope {
  if (subject === undefined) return { words: "", order: undefined, includes: () => true };
  if (typeof subject !== "string" || /^\d+$/.test(subject)) {
    const order = reader.order(subject);
    const id = readOrderId(subject);
    if (order === undefined) {
      const digits = "value" in id ? id.value : String(subject);
      throw new FakePrivyAssertionError(explainMissingOrder(digits, reader), {
        expected: digits,
        actual: undefined,
      });
    }
    return {
      words: ` for order ${order.order_id}`,
      order,
      includes: ({ orderId }) => orderId === order.order_id,
    };
  }
  const contact = findStoredContact(subject, reader);
  if (contact === undefined) {
    throw new FakePrivyAssertionError(explainMissingContact(subject, reader), {
      expected: subject,
      actual: undefined,
    });
  }
  return {
    words: ` for ${JSON.stringify(subject)}`,
    order: undefined,
    includes: ({ contactId }) => contactId === contact.id,
  };
}
