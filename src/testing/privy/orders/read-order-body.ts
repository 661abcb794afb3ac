import { isQuotableKey } from "../../../schemas/objects/quotable-key.js";
import type { ErrorDetail } from "../../kit/exchange/reply.js";
import type { Checked } from "../../kit/fields/checked.js";
import { currencyDigits, readCurrencyField } from "../../kit/fields/currency-field.js";
import { readEmailField } from "../../kit/fields/email-field.js";
import { readPhoneField } from "../../kit/fields/phone-field.js";
import {
  isJsonObject,
  type JsonObject,
  readBooleanField,
  readChoiceField,
  readCountField,
  readObjectField,
  readObjectsField,
  readTextField,
} from "../../kit/fields/plain-fields.js";
import type { Decisions } from "../decisions/decisions.js";
import type { FakeOrder } from "../model.js";
import { readAmount, toDecimals } from "./amount-field.js";
import { readOrderDate } from "./order-date-field.js";
import { readOrderId } from "./order-id-field.js";

/** The columns of an order that a request can set. */
export type OrderColumns = Omit<
  FakeOrder,
  | "source"
  | "created_at"
  | "updated_at"
  | "contact_id"
  | "integration_id"
  | "initial_sync"
  | "counts_in_statistics"
>;

/** The content of a request about an order. The columns are valid only if `details` is empty. */
export interface OrderReading {
  readonly columns: OrderColumns;
  /** Optional columns that the request sets to null. */
  readonly nulls: readonly (keyof OrderColumns)[];
  readonly initialSync: boolean;
  /** All problems. */
  readonly details: readonly ErrorDetail[];
  /** Unknown top-level names. */
  readonly unknownFields: readonly string[];
}

const financialStatuses: readonly string[] =
  "authorized expired paid partially_paid partially_refunded pending refunded voided".split(" ");
const fulfillmentStatuses: readonly string[] = (
  "delivered fulfilled in_progress on_hold open partially_fulfilled pending pending_fulfillment request_declined " +
  "restocked scheduled unfulfilled"
).split(" ");

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };
type OptionalName = Exclude<keyof OrderColumns, "order_id" | "total_amount" | "currency_code" | "placed_at">;

type Checks = {
  readonly [Name in OptionalName]: (
    value: unknown,
    request: { readonly body: JsonObject; readonly decisions: Decisions },
  ) => Checked<NonNullable<OrderColumns[Name]>>;
};

/** The fields, in the order in which a refusal names them. */
const optionalChecks: Checks = {
  email: readEmailField,
  phone: (value, { body, decisions }) => readPhoneField(value, { countries: countriesOf(body, decisions) }),
  customer_id: readTextField,
  subtotal(value, { decisions }) {
    const checked = readAmountAs(value, decisions);
    return "value" in checked ? { value: Number(checked.value) } : checked;
  },
  discounts: readObjectsField,
  tax_lines: readObjectsField,
  total_items: readCountField,
  financial_status: (value) => readChoiceField(financialStatuses, value),
  fulfillment_status: (value) => readChoiceField(fulfillmentStatuses, value),
  line_items: readObjectsField,
  billing_address: readObjectField,
  shipping_address: readObjectField,
  accepts_email_marketing: readBooleanField,
  accepts_sms_marketing: readBooleanField,
};
// `Object.keys` is typed `string[]`; the object above has no other keys.
const optionalNames = Object.keys(optionalChecks) as readonly OptionalName[];
const otherNames: ReadonlySet<string> = new Set([
  "order_id",
  "total",
  "currency",
  "order_date",
  "initial_sync",
]);

/** The known top-level names. */
export const ORDER_FIELDS: readonly string[] = [...otherNames, ...optionalNames];

function isOptionalName(name: string): name is OptionalName {
  return Object.hasOwn(optionalChecks, name);
}

/** Reads own properties only: a body's field may have any name, `constructor` included. */
function ownValue(body: JsonObject, field: string): unknown {
  return Object.hasOwn(body, field) ? body[field] : undefined;
}

function isMissing(body: JsonObject, field: string): boolean {
  const value = ownValue(body, field);
  return value === undefined || value === null;
}

function readAmountAs(value: unknown, decisions: Decisions): Checked<string> {
  return readAmount(value, { acceptText: decisions.numericText === "accept" });
}

/** Returns the total as the response shows it (see the decision `totalAmountRounding`). */
function writeTotal(total: string, currency: string, { totalAmountRounding }: Decisions): string {
  const digits = totalAmountRounding === "by_currency" ? currencyDigits(currency) : 2;
  const sent = total.split(".")[1]?.length ?? 0;
  return toDecimals(total, totalAmountRounding === "none" ? Math.max(digits, sent) : digits);
}

function accept<Value>(field: string, checked: Checked<Value>, details: ErrorDetail[]): Value | undefined {
  if ("value" in checked) return checked.value;
  details.push({ field, message: checked.problem });
  return undefined;
}

/** Reads the body of `POST /orders/placed` as the server does: each field by itself, then those that depend on each other. */
export function readOrderBody(body: JsonObject, decisions: Decisions): OrderReading {
  const details: ErrorDetail[] = [];
  const columns: Mutable<OrderColumns> = { order_id: "", total_amount: "", currency_code: "", placed_at: "" };
  const request = { body, decisions };

  function required<Value>(field: string, check: (value: unknown) => Checked<Value>): Value | undefined {
    const value = ownValue(body, field);
    const isBlank =
      value === undefined || value === null || (typeof value === "string" && value.trim() === "");
    return accept(field, isBlank ? { problem: "can't be blank" } : check(value), details);
  }

  function optional<Name extends OptionalName>(name: Name): void {
    const value = ownValue(body, name);
    if (value === undefined || value === null) return;
    const accepted = accept(name, optionalChecks[name](value, request), details);
    if (accepted !== undefined) columns[name] = accepted;
  }

  columns.order_id = required("order_id", readOrderId) ?? "";
  const total = required("total", (value) => readAmountAs(value, decisions));
  const assignedOnly = decisions.currencyCheck === "iso_4217";
  columns.currency_code = required("currency", (value) => readCurrencyField(value, { assignedOnly })) ?? "";
  if (total !== undefined) columns.total_amount = writeTotal(total, columns.currency_code, decisions);
  columns.placed_at = required("order_date", (value) => readOrderDate(value, decisions.orderDateZone)) ?? "";
  for (const name of optionalNames) optional(name);
  const initialSync =
    !isMissing(body, "initial_sync") && accept("initial_sync", readBooleanField(body.initial_sync), details);

  const nulls: OptionalName[] = [];
  const unknownFields: string[] = [];
  for (const name of Object.keys(body)) {
    if (isOptionalName(name)) {
      if (body[name] === null) nulls.push(name);
    } else if (!otherNames.has(name)) {
      unknownFields.push(name);
      if (decisions.unknownFields === "refuse") {
        // A field's name can be anything that a caller sends.
        details.push({ field: isQuotableKey(name) ? name : "base", message: "is not a known field" });
      }
    }
  }

  // An invalid field has been reported already.
  if (isMissing(body, "email") && isMissing(body, "phone")) {
    details.push({ field: "base", message: "email or phone must be present" });
  }
  if (columns.accepts_sms_marketing === true && isMissing(body, "phone")) {
    details.push({ field: "base", message: "phone must be present when accepts_sms_marketing is true" });
  }
  return { columns, nulls, initialSync: initialSync === true, details, unknownFields };
}

/** Returns the possible countries of a phone without a country: those of the addresses, then the account's market. */
function countriesOf(body: JsonObject, decisions: Decisions): readonly unknown[] {
  const addressed = ["shipping_address", "billing_address"].map((field) => {
    const address = ownValue(body, field);
    return isJsonObject(address) && Object.hasOwn(address, "country_code") ? address.country_code : undefined;
  });
  return decisions.phoneDefaultCountry === "US" ? [...addressed, "US"] : addressed;
}
