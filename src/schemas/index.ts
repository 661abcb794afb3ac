export { contactSchema, contactUpdateSchema } from "./contact/contact-schema.js";
export * from "./shared-names.js";
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
