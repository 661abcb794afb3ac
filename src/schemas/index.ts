export type { Address, AddressInput } from "./address.js";
export type { Discount, DiscountInput, TaxLine, TaxLineInput } from "./adjustment.js";
export type {
  EmailConsent,
  NewSmsConsent,
  SmsConsent,
  WritableEmailConsent,
  WritableSmsConsent,
} from "./contact-consent.js";
export type {
  ContactCreateInput,
  ContactFields,
  ContactPayload,
  ContactUpdateInput,
  ContactWithEmailUnlessPhone,
  ContactWithPhoneOrSmsConsent,
  CustomFieldsInput,
  CustomFieldValue,
} from "./contact-input.js";
export { contactSchema, contactUpdateSchema } from "./contact-schema.js";
export { fromMinorUnits } from "./from-minor-units.js";
export type { JsonValue } from "./json-value.js";
export type { LineItem, LineItemInput } from "./line-item.js";
export type { MoneyInput } from "./money.js";
export { type ParsedOrder, parseOrder, type SafeParseOrderResult, safeParseOrder } from "./order.js";
export type { OrderIdInput } from "./order-id.js";
export { orderIdFrom } from "./order-id-from.js";
export type {
  OrderFields,
  OrderInput,
  OrderPayload,
  OrderWithEmailUnlessPhone,
  OrderWithPhoneOrSmsOptIn,
} from "./order-input.js";
export type { OrderWarning } from "./order-phone.js";
export type { ParseOrderOptions } from "./parse-order-options.js";
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
export type { FinancialStatus, FulfillmentStatus } from "./status.js";
export type { TemporalPoint, TimestampInput } from "./timestamp.js";
