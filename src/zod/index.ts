export { type ContactShape, contactShape } from "./contact-shape.js";
export {
  addressField,
  currencyField,
  emailField,
  lineItemField,
  moneyField,
  orderIdField,
  phoneField,
  timestampField,
} from "./fields.js";
export { type OrderShape, orderShape } from "./order-shape.js";
