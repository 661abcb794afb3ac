import { readMoment } from "../kit/clock/moment.js";
import type { ErrorDetail } from "../kit/exchange/reply.js";
import type { Checked } from "../kit/fields/checked.js";
import { readCurrencyField } from "../kit/fields/currency-field.js";
import { readEmailField } from "../kit/fields/email-field.js";
import {
  isJsonObject,
  type JsonObject,
  readChoiceField,
  readObjectField,
} from "../kit/fields/plain-fields.js";
import type { SequenzyDecisions } from "./decisions.js";
import type { FakeSequenzyPush } from "./model.js";

type Reader = (value: unknown) => Checked<unknown>;

const text: Reader = (value) =>
  typeof value === "string" && value.trim() !== ""
    ? { value }
    : { problem: "must be text that is not empty" };

const wholeFrom =
  (least: number): Reader =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= least
      ? { value }
      : { problem: `must be an integer from ${least}` };

const cents: Reader = (value) =>
  Number.isSafeInteger(value) ? { value } : { problem: "must be an integer in minor units" };

const moment: Reader = (value) => {
  const read = typeof value === "string" ? readMoment(value) : undefined;
  return read === undefined
    ? { problem: "must be an ISO 8601 date" }
    : { value: new Date(read.startMs).toISOString() };
};

interface Field {
  readonly read: Reader;
  readonly isRequired?: boolean;
}

type Fields = Readonly<Record<string, Field>>;

const customerFields: Fields = {
  email: { read: readEmailField, isRequired: true },
  externalId: { read: text },
  firstName: { read: text },
  lastName: { read: text },
  attributes: { read: readObjectField },
};

const itemFields: Fields = {
  productId: { read: text, isRequired: true },
  title: { read: text, isRequired: true },
  quantity: { read: wholeFrom(1), isRequired: true },
  variantId: { read: text },
  sku: { read: text },
  variantTitle: { read: text },
  priceCents: { read: cents },
};

const totalsFields: Fields = {
  ordersCount: { read: wholeFrom(0) },
  totalSpentCents: { read: cents },
};

const orderFields: Fields = {
  orderId: { read: text, isRequired: true },
  orderNumber: { read: text },
  status: { read: (value) => readChoiceField(["placed", "cancelled", "fulfilled", "refunded"], value) },
  totalCents: { read: cents, isRequired: true },
  currency: { read: (value) => readCurrencyField(value, { assignedOnly: true }), isRequired: true },
  orderedAt: { read: moment },
  customer: { read: readObjectField, isRequired: true },
  items: {
    read: (value) => (Array.isArray(value) ? { value } : { problem: "must be an array" }),
  },
  refundAmountCents: { read: cents },
  customerTotals: { read: readObjectField },
  properties: { read: readObjectField },
};

/** Keys that Sequenzy fills itself: the page names the first four and mentions more. */
const reservedProperties: ReadonlySet<string> = new Set([
  ...["provider", "orderId", "lineItems", "orderedAt"],
  ...Object.keys(orderFields).filter((name) => name !== "properties"),
]);

/** The result of reading an order. */
export type ReadPush =
  | { readonly push: FakeSequenzyPush; readonly ignoredFields: readonly string[] }
  | { readonly details: readonly ErrorDetail[] };

/** Reads the body of Push Order as strictly as its page is written. Its messages never quote a field's value. */
export function readPush(
  body: JsonObject,
  context: { decisions: SequenzyDecisions; nowMs: number },
): ReadPush {
  const { decisions } = context;
  const details: ErrorDetail[] = [];
  const ignoredFields: string[] = [];

  function read(path: string, given: JsonObject, fields: Fields): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (const [name, { read: readField, isRequired }] of Object.entries(fields)) {
      // Own fields only: a body's field may have any name.
      const value = Object.hasOwn(given, name) ? given[name] : undefined;
      if (value === undefined || value === null) {
        if (isRequired) details.push({ field: path + name, message: "is required" });
        continue;
      }
      const checked = readField(value);
      if ("problem" in checked) details.push({ field: path + name, message: checked.problem });
      else result[name] = checked.value;
    }
    for (const name of Object.keys(given)) {
      if (Object.hasOwn(fields, name)) continue;
      if (decisions.unknownFields === "refuse") {
        details.push({
          field: path === "" ? "base" : path.slice(0, -1),
          message: "has an unknown field",
        });
      } else if (path === "") ignoredFields.push(name);
    }
    return result;
  }

  const order = read("", body, orderFields);
  if (isJsonObject(order.customer)) order.customer = read("customer.", order.customer, customerFields);
  if (isJsonObject(order.customerTotals)) {
    order.customerTotals = read("customerTotals.", order.customerTotals, totalsFields);
  }
  if (Array.isArray(order.items)) {
    order.items = order.items.map((item: unknown, index) => {
      if (isJsonObject(item)) return read(`items.${index}.`, item, itemFields);
      details.push({ field: `items.${index}`, message: "must be an object" });
      return {};
    });
  }
  if (isJsonObject(order.properties)) {
    const { properties } = order;
    const reserved = Object.keys(properties).filter((name) => reservedProperties.has(name));
    if (decisions.reservedProperties === "refuse") {
      for (const name of reserved) details.push({ field: `properties.${name}`, message: "is reserved" });
    }
    order.properties = Object.fromEntries(
      Object.entries(properties).filter(([name]) => !reserved.includes(name)),
    );
  }
  if (details.length > 0) return { details };
  const defaults = { status: "placed", orderedAt: new Date(context.nowMs).toISOString(), items: [] };
  // Every field was read by its own reader above, and the required ones are there.
  const push: object = { ...defaults, ...order };
  return { push: push as FakeSequenzyPush, ignoredFields };
}
