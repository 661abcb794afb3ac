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
  ContactWithEmailUnlessPhone,
  ContactWithPhoneOrSmsConsent,
  CustomFieldsInput,
  CustomFieldValue,
} from "./contact/contact-input.js";
export { contactSchema, contactUpdateSchema } from "./contact/contact-schema.js";
export type { JsonValue } from "./objects/json-value.js";
export type { Address, AddressInput } from "./order/address.js";
export type { Discount, DiscountInput, TaxLine, TaxLineInput } from "./order/adjustment.js";
export type { LineItem, LineItemInput } from "./order/line-item.js";
export { type ParsedOrder, parseOrder, type SafeParseOrderResult, safeParseOrder } from "./order/order.js";
export type { OrderIdInput } from "./order/order-id.js";
export { orderIdFrom } from "./order/order-id-from.js";
export type {
  OrderFields,
  OrderInput,
  OrderPayload,
  OrderWithEmailUnlessPhone,
  OrderWithPhoneOrSmsOptIn,
} from "./order/order-input.js";
export type { OrderWarning } from "./order/order-phone.js";
export type { ParseOrderOptions } from "./order/parse-order-options.js";
export type { FinancialStatus, FulfillmentStatus } from "./order/status.js";
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
export type { MoneyInput } from "./values/money.js";
export type { TemporalPoint, TimestampInput } from "./values/timestamp.js";
