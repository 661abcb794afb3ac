// The names that `privy-orders` and `privy-orders/schemas` share, listed once.
export { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
export { isSkippable, SKIPPABLE_ISSUE_CODES } from "../errors/is-skippable.js";
export { ISSUE_CODES, type IssueCode } from "../errors/issue-code.js";
export type {
  EmailConsent,
  NewSmsConsent,
  SmsConsent,
  WritableEmailConsent,
  WritableSmsConsent,
} from "./contact/contact-consent.js";
export type {
  ContactCreateInput,
  ContactFields,
  ContactPayload,
  ContactUpdateInput,
  CustomFieldsInput,
  CustomFieldValue,
} from "./contact/contact-input.js";
export type { JsonValue } from "./objects/json-value.js";
export type { OtherFields } from "./objects/open-object.js";
export type { Address, AddressFields, AddressInput } from "./order/address.js";
export type {
  Discount,
  DiscountFields,
  DiscountInput,
  TaxLine,
  TaxLineFields,
  TaxLineInput,
} from "./order/adjustment.js";
export type { LineItem, LineItemFields, LineItemInput } from "./order/line-item.js";
export { type ParsedOrder, parseOrder, type SafeParseOrderResult, safeParseOrder } from "./order/order.js";
export type {
  OrderInput,
  OrderPayload,
} from "./order/order-input.js";
export type { OrderWarning, OrderWarningCode } from "./order/order-warning.js";
export type { ParseOrderOptions } from "./order/parse-order-options.js";
export type { FinancialStatus, FulfillmentStatus } from "./order/status.js";
export type { OrderIdInput } from "./order-id/order-id.js";
export { orderIdFrom } from "./order-id/order-id-from.js";

export { fromMinorUnits } from "./values/from-minor-units.js";
export type { DecimalObject, MoneyInput } from "./values/money.js";
export type { DateObject, TemporalPoint, TimestampInput } from "./values/timestamp.js";
