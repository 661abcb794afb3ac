export { AuthenticationError } from "./errors/authentication-error.js";
export { ConflictError } from "./errors/conflict-error.js";
export { ConnectionError } from "./errors/connection-error.js";
export { type AnyPrivyOrdersError, isPrivyOrdersError } from "./errors/is-privy-orders-error.js";
export { NotFoundError } from "./errors/not-found-error.js";
export { PermissionError } from "./errors/permission-error.js";
export { PrivyOrdersError, type PrivyOrdersErrorOptions } from "./errors/privy-orders-error.js";
export { RateLimitError, type RateLimitWindow } from "./errors/rate-limit-error.js";
export { type FieldDetail, RejectedError } from "./errors/rejected-error.js";
export { ServerError } from "./errors/server-error.js";
export { type TimeoutClock, TimeoutError } from "./errors/timeout-error.js";
export {
  UnexpectedResponseError,
  type UnexpectedResponseReason,
} from "./errors/unexpected-response-error.js";
export type { CallInFlight, DrainOptions, DrainResult } from "./http/call/calls-in-flight.js";
export type { ResponseInfo } from "./http/call/completion.js";
export type { CallOptions, Priority } from "./http/call-options.js";
export { type Clock, systemClock, type TimerPurpose } from "./http/clock.js";
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
export type { TransportOptions } from "./http/options/transport-options.js";
export type { RateBudget } from "./http/rate/rate-gate.js";
export type { RateLimitBudget, RateLimitState } from "./http/rate/rate-limit-state.js";
export type { RateReservation } from "./http/rate/rate-reservation.js";
export type {
  RateStore,
  RateStoreDecision,
  RateStoreReport,
  RateStoreRequest,
} from "./http/rate/shared/rate-store.js";
export type { SharedRateBudget, SharedRateBudgetOptions } from "./http/rate/shared/store-budget.js";
export type { WindowReport, WindowRule } from "./http/rate/window-state.js";
export type { OAuthOptions } from "./privy/client-credentials.js";
export type { PrivyClientOptions } from "./privy/client-options.js";
export type { Contact, ContactPagination } from "./privy/contacts/contact-json.js";
export type { Contacts } from "./privy/contacts/contacts.js";
export type { ContactFilter } from "./privy/contacts/contacts-filter.js";
export type { ContactList } from "./privy/contacts/contacts-list.js";
export type { ContactPage, ContactResult, ContactWarning } from "./privy/contacts/contacts-result.js";
export type { UnsubscribeInput } from "./privy/contacts/contacts-unsubscribe.js";
export type { ContactUpsertOutcome, ContactUpsertResult } from "./privy/contacts/contacts-upsert.js";
export type { PrivyOrder } from "./privy/orders/order-json.js";
export type {
  OlderUpsert,
  Orders,
  UpsertOptions,
  UpsertOutcome,
  UpsertResult,
  VersionedUpsertOptions,
} from "./privy/orders.js";
export { PrivyClient } from "./privy/privy-client.js";
export { createRateBudget, type PrivyRateBudgetOptions } from "./privy/rate-budget.js";
export type { Scope } from "./privy/scope.js";
export { createSharedRateBudget } from "./privy/shared-rate-budget.js";
export * from "./schemas/shared-names.js";
export { VERSION } from "./version.js";
