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
export { contactSchema, contactUpdateSchema } from "./contact/contact-schema.js";
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
export type { OrderWarning } from "./order/order-phone.js";
export type { ParseOrderOptions } from "./order/parse-order-options.js";
export type { FinancialStatus, FulfillmentStatus } from "./order/status.js";
export type { OrderIdInput } from "./order-id/order-id.js";
export { orderIdFrom } from "./order-id/order-id-from.js";
export {
  addressSchema,
  currencySchema,
  emailSchema,
  financialStatusSchema,
  fulfillmentStatusSchema,
  lineItemSchema,
  moneySchema,
  orderIdSchema,
  orderSchema,
  phoneSchema,
  timestampSchema,
} from "./standard-schemas.js";
export { fromMinorUnits } from "./values/from-minor-units.js";
export type { DecimalObject, MoneyInput } from "./values/money.js";
export type { DateObject, TemporalPoint, TimestampInput } from "./values/timestamp.js";
