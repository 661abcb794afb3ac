import { nearestName } from "../../../schemas/objects/nearest-name.js";
import { describeRequest } from "../../kit/expect/describe-request.js";
import { checkFieldNames, expectValue, type RecordForm } from "../../kit/expect/expect-fields.js";
import type { ExpectedFields } from "../../kit/expect/expected-fields.js";
import { FakeAssertionError } from "../../kit/expect/fake-assertion-error.js";
import { listSome } from "../../kit/expect/list-some.js";
import { readTimes } from "../../kit/expect/read-times.js";
import type { FakeRequest } from "../../kit/log/request-log.js";
import { checkKeys } from "../../kit/options/check-keys.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";
import type { FakeOrder } from "../model.js";
import { readOrderId } from "../orders/order-id-field.js";
import type { ExpectationSource } from "./expectation-source.js";
import { explainMissingContact } from "./explain-missing-contact.js";
import { explainMissingOrder } from "./explain-missing-order.js";
import { isOrderRequest, orderIdOf } from "./order-requests.js";

/** Expectations of one order. All but the last return the same object, for further expectations. */
export interface OrderExpectations {
  /**
   * The fake created or updated the order, even if the response was then lost. A refused request does not count.
   *
   * @param options `times`: how often; a whole number from 1. Default: at least once
   * @throws FakeAssertionError that lists the refused requests for it, or similar ids
   * @throws FakeUsageError with `times`, when the log has already dropped requests (`keepRequests`)
   */
  toHaveBeenReceived(options?: { readonly times?: number | undefined }): OrderExpectations;
  /** The order has these fields now, named as in `FakeOrder` and in Privy's response. */
  toMatch(fields: ExpectedFields<FakeOrder>): OrderExpectations;
  /** The order is tied to the Custom Integration with that name or id; null: to none. */
  toBeTiedTo(integration: string | null): OrderExpectations;
  /** The order belongs to the contact with that email, phone or id. */
  toBelongTo(emailOrPhoneOrId: string): OrderExpectations;
  /** The fake has never stored the order. */
  notToHaveBeenReceived(): void;
}

const form: RecordForm = {
  subject: "An order",
  names: Object.keys({
    order_id: 0,
    source: 0,
    email: 0,
    phone: 0,
    total_amount: 0,
    currency_code: 0,
    placed_at: 0,
    customer_id: 0,
    total_items: 0,
    financial_status: 0,
    fulfillment_status: 0,
    accepts_email_marketing: 0,
    accepts_sms_marketing: 0,
    subtotal: 0,
    discounts: 0,
    tax_lines: 0,
    line_items: 0,
    billing_address: 0,
    shipping_address: 0,
    created_at: 0,
    updated_at: 0,
    contact_id: 0,
    integration_id: 0,
    initial_sync: 0,
    counts_in_statistics: 0,
  } satisfies Record<keyof FakeOrder, 0>),
  otherNames: { total: "total_amount", currency: "currency_code", order_date: "placed_at" },
};

/**
 * Creates the expectations of one order.
 *
 * @throws FakeUsageError when no order can have that id
 */
export function expectOrder(
  orderId: string | number | bigint,
  { reader, integrations, log }: ExpectationSource,
): OrderExpectations {
  // Throws for an invalid id.
  reader.order(orderId);
  const reading = readOrderId(orderId);
  const id = "value" in reading ? reading.value : String(orderId);

  function stored(): FakeOrder {
    const order = reader.order(id);
    if (order !== undefined) return order;
    throw new FakeAssertionError(explainMissingOrder(id, reader), { expected: id, actual: undefined });
  }

  const ownRequests = (): readonly FakeRequest[] =>
    reader.requests.filter((request) => isOrderRequest(request) && orderIdOf(request) === id);
  const storingRequests = (): readonly FakeRequest[] =>
    ownRequests().filter(({ outcome }) => outcome !== undefined);

  function tieOf(order: FakeOrder): string {
    const found = integrations().find((one) => one.id === order.integration_id);
    if (found !== undefined) return `tied to ${JSON.stringify(found.name)} (${found.id})`;
    const last = storingRequests().at(-1);
    const header = last?.headers["x-privy-integration-token"] ? "an" : "no";
    const active = integrations().filter((one) => one.active).length;
    return (
      "tied to no Custom Integration" +
      (last === undefined ? "" : ` (its last request, ${last.id}, had ${header} X-Privy-Integration-Token`) +
      (last === undefined ? "" : `, and the account has ${active} active ${active === 1 ? "one" : "ones"})`)
    );
  }

  const expectations: OrderExpectations = {
    toHaveBeenReceived(options = {}) {
      checkKeys("options", options, ["times"]);
      const times = readTimes(options.times, 1);
      stored();
      if (times === undefined) return expectations;
      const received = storingRequests();
      if (log().position().count > reader.requests.length) {
        throw new FakeUsageError(
          "How often an order was received is no longer known: the log has dropped requests. Make the fake with a " +
            "larger `keepRequests`.",
        );
      }
      if (received.length === times) return expectations;
      throw new FakeAssertionError(
        `Order ${id} was received ${received.length} times, not ${times}.\n` +
          `Its requests were:\n${listSome(ownRequests().map(describeRequest), 20)}`,
        { expected: times, actual: received.length },
      );
    },
    toMatch(fields) {
      checkFieldNames(fields, form);
      expectValue(`Order ${id}`, fields, stored());
      return expectations;
    },
    toBeTiedTo(integration) {
      const all = integrations();
      const wanted = all.filter((one) => one.name === integration || one.id === integration);
      if (integration !== null && wanted.length === 0) {
        const names = all.map(({ name }) => name);
        const nearest = nearestName(String(integration), names);
        const hint = nearest === undefined ? "" : ` Did you mean ${JSON.stringify(nearest)}?`;
        // The text could be a token.
        throw new FakeUsageError(
          `The account has no Custom Integration of that name or id.${hint} It has: ${names.map((name) => JSON.stringify(name)).join(", ") || "none"}.`,
        );
      }
      const order = stored();
      const isTied =
        integration === null
          ? order.integration_id === null
          : wanted.some((one) => one.id === order.integration_id);
      if (isTied) return expectations;
      const other = integration === null ? "to none" : `to ${JSON.stringify(integration)}`;
      throw new FakeAssertionError(`Order ${id} is ${tieOf(order)}; it was expected to be tied ${other}.`, {
        expected: wanted[0]?.id ?? null,
        actual: order.integration_id,
      });
    },
    toBelongTo(key) {
      const order = stored();
      const wanted = reader.contact(key);
      if (wanted?.id === order.contact_id) return expectations;
      const owner = [...reader.contacts, ...reader.deletedContacts].find(({ id }) => id === order.contact_id);
      const whose = [owner?.email, owner?.phone_number, order.contact_id].filter((name) => name != null);
      const explanation = wanted === undefined ? `\n${explainMissingContact(key, reader)}` : "";
      throw new FakeAssertionError(
        `Order ${id} belongs to ${whose.join(", ")}, not to ${JSON.stringify(key)}.${explanation}`,
        { expected: wanted?.id ?? key, actual: order.contact_id },
      );
    },
    notToHaveBeenReceived() {
      const order = reader.order(id);
      if (order === undefined) return;
      throw new FakeAssertionError(
        `Order ${id} was received at ${order.created_at}.\n${listSome(storingRequests().map(describeRequest), 20)}`,
        { expected: undefined, actual: order },
      );
    },
  };
  return Object.freeze(expectations);
}
