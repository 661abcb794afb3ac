import { isPlainObject } from "../../../schemas/objects/plain-object.js";
import { FakeAssertionError } from "../../kit/expect/fake-assertion-error.js";
import { checkKeys } from "../../kit/options/check-keys.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";
import type { FlowEvaluation, FlowRun } from "../engines/flow-run.js";
import type { FakeOrder } from "../model.js";
import { readOrderId } from "../orders/order-id-field.js";
import type { StateReader } from "../state-reader.js";
import { explainMissingContact } from "./explain-missing-contact.js";
import { explainMissingOrder } from "./explain-missing-order.js";
import { findStoredContact } from "./find-stored-contact.js";

/** The order, or the contact, that an expectation about a flow is limited to. A contact is named by its email, phone or id. */
export type FlowSubject =
  | { readonly order: string | number | bigint; readonly contact?: undefined }
  | { readonly contact: string; readonly order?: undefined };

/** The scope of an expectation about a flow. */
export interface FlowScope {
  /** As the middle of a sentence: ` for order 1001`; empty for everything. */
  readonly words: string;
  /** The order, when the scope is one. */
  readonly order: FakeOrder | undefined;
  readonly includes: (event: FlowRun | FlowEvaluation) => boolean;
}

/**
 * Resolves the order or contact that an expectation about a flow names.
 *
 * @throws FakeAssertionError when it does not exist, because the expectation could not fail then
 * @throws FakeUsageError unless the subject names exactly one of the two with a possible id
 */
export function findFlowScope(subject: FlowSubject | undefined, reader: StateReader): FlowScope {
  if (subject === undefined) return { words: "", order: undefined, includes: () => true };
  checkSubject(subject);
  if (subject.order !== undefined) {
    const order = reader.order(subject.order);
    if (order === undefined) {
      const id = readOrderId(subject.order);
      const digits = "value" in id ? id.value : String(subject.order);
      throw new FakeAssertionError(explainMissingOrder(digits, reader), {
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
  const contact = findStoredContact(subject.contact, reader);
  if (contact === undefined) {
    throw new FakeAssertionError(explainMissingContact(subject.contact, reader), {
      expected: subject.contact,
      actual: undefined,
    });
  }
  return {
    words: ` for ${JSON.stringify(subject.contact)}`,
    order: undefined,
    includes: ({ contactId }) => contactId === contact.id,
  };
}

/** A bare number or text could be an order's id as well as a contact's phone. */
function checkSubject(subject: unknown): asserts subject is FlowSubject {
  const form = '`for` takes { order: 1001 } or { contact: "kim@example.com" }';
  if (!isPlainObject(subject)) throw new FakeUsageError(`${form}.`);
  checkKeys("options.for", subject, ["order", "contact"]);
  const isContact = typeof subject.contact === "string";
  if (
    (subject.order === undefined) === (subject.contact === undefined) ||
    (!isContact && subject.contact !== undefined)
  ) {
    throw new FakeUsageError(`${form}: exactly one of the two.`);
  }
}
