export { AuthenticationError } from "./errors/authentication-error.js";
export { ConflictError } from "./errors/conflict-error.js";
export { ConnectionError } from "./errors/connection-error.js";
export { type InputIssue, InvalidInputError } from "./errors/invalid-input-error.js";
export { type AnyPrivyOrdersError, isPrivyOrdersError } from "./errors/is-privy-orders-error.js";
export { isSkippable, SKIPPABLE_ISSUE_CODES } from "./errors/is-skippable.js";
export { ISSUE_CODES, type IssueCode } from "./errors/issue-code.js";
export { NotFoundError } from "./errors/not-found-error.js";
export { PermissionError } from "./errors/permission-error.js";
export { PrivyOrdersError } from "./errors/privy-orders-error.js";
export { RateLimitError, type RateLimitWindow } from "./errors/rate-limit-error.js";
export { type FieldDetail, RejectedError } from "./errors/rejected-error.js";
export { ServerError } from "./errors/server-error.js";
export { type TimeoutClock, TimeoutError } from "./errors/timeout-error.js";
export {
  UnexpectedResponseError,
  type UnexpectedResponseReason,
} from "./errors/unexpected-response-error.js";
export type { ResponseInfo } from "./http/call/completion.js";
export type { CallOptions, Priority } from "./http/call-options.js";
export type { Clock, TimerPurpose } from "./http/clock.js";
export type {
  FetchLike,
  FetchRequest,
  FetchResponse,
  ResponseBody,
  ResponseHeaders,
} from "./http/fetch-like.js";
export { combineObservers } from "./http/observing/combine-observers.js";
export type {
  AttemptEvent,
  AttemptStartEvent,
  CallEvent,
  CallStartEvent,
  Observer,
  RetryEvent,
  SettledEvent,
  WaitEvent,
  WarningEvent,
} from "./http/observing/observer.js";
export type { RateBudget } from "./http/rate/rate-budget.js";
export type { RateLimitBudget, RateLimitState } from "./http/rate/rate-limit-state.js";
export type { OAuthOptions } from "./privy/client-credentials.js";
export type { PrivyClientOptions } from "./privy/client-options.js";
export type { Contact, ContactPagination } from "./privy/contacts/contact-json.js";
export type { Contacts } from "./privy/contacts/contacts.js";
export type { ContactFilter } from "./privy/contacts/contacts-filter.js";
export type { ContactList } from "./privy/contacts/contacts-list.js";
export type { ContactPage, ContactResult, ContactWarning } from "./privy/contacts/contacts-result.js";
export type { UnsubscribeInput } from "./privy/contacts/contacts-unsubscribe.js";
export type { ContactUpsertOutcome, ContactUpsertResult } from "./privy/contacts/contacts-upsert.js";
export type { PrivyOrder } from "./privy/order-json.js";
export type { Orders, UpsertOptions, UpsertOutcome, UpsertResult } from "./privy/orders.js";
export { PrivyClient } from "./privy/privy-client.js";
export { createRateBudget, type PrivyRateBudgetOptions } from "./privy/rate-budget.js";
export type { Scope } from "./privy/scope.js";
export type {
  EmailConsent,
  NewSmsConsent,
  SmsConsent,
  WritableEmailConsent,
  WritableSmsConsent,
} from "./schemas/contact/contact-consent.js";
export type {
  ContactCreateInput,
  ContactFields,
  ContactPayload,
  ContactUpdateInput,
  CustomFieldsInput,
  CustomFieldValue,
} from "./schemas/contact/contact-input.js";
export type { JsonValue } from "./schemas/objects/json-value.js";
export type { OtherFields } from "./schemas/objects/open-object.js";
export type { Address, AddressFields, AddressInput } from "./schemas/order/address.js";
export type {
  Discount,
  DiscountFields,
  DiscountInput,
  TaxLine,
  TaxLineFields,
  TaxLineInput,
} from "./schemas/order/adjustment.js";
export type { LineItem, LineItemFields, LineItemInput } from "./schemas/order/line-item.js";
export {
  type OrderInput,
  type OrderPayload,
  type OrderWarning,
  type ParsedOrder,
  type ParseOrderOptions,
  parseOrder,
  type SafeParseOrderResult,
  safeParseOrder,
} from "./schemas/order/order.js";
export type {} from "./schemas/order/order-input.js";
export type { FinancialStatus, FulfillmentStatus } from "./schemas/order/status.js";
export type { OrderIdInput } from "./schemas/order-id/order-id.js";
export { orderIdFrom } from "./schemas/order-id/order-id-from.js";
export { fromMinorUnits } from "./schemas/values/from-minor-units.js";
export type { DecimalObject, MoneyInput } from "./schemas/values/money.js";
export type { DateObject, TemporalPoint, TimestampInput } from "./schemas/values/timestamp.js";
export { VERSION } from "./version.js";
