import type { z } from "zod/v4";
import { type Address, type AddressInput, address } from "../schemas/order/address.js";
import { type LineItem, type LineItemInput, lineItem } from "../schemas/order/line-item.js";
import { type OrderIdInput, orderId } from "../schemas/order-id/order-id.js";
import { currency } from "../schemas/values/currency.js";
import { requiredEmail } from "../schemas/values/email.js";
import { internationalPhone } from "../schemas/values/international-phone.js";
import { type MoneyInput, money } from "../schemas/values/money.js";
import { type TimestampInput, timestamp } from "../schemas/values/timestamp.js";
import { inputJsonSchemas as json } from "./input-json-schemas.js";
import { zodField } from "./zod-field.js";

/** Reads an order id into its exact digits. */
export const orderIdField: z.ZodType<string, OrderIdInput> = zodField(orderId, json.orderId);

/** Reads an amount in major units. Binary noise stays, because only the currency decides how many decimals are meant. */
export const moneyField: z.ZodType<number, MoneyInput> = zodField(money, json.money);

/** Reads a currency into its upper-case ISO 4217 code. */
export const currencyField: z.ZodType<string, string> = zodField(currency, json.currency);

/** Reads a point in time into UTC text. */
export const timestampField: z.ZodType<string, TimestampInput> = zodField(timestamp, json.timestamp);

/** Reads an e-mail address and trims it; a blank one is refused. */
export const emailField: z.ZodType<string, string> = zodField(requiredEmail, json.email);

/** Reads an international phone number (`+` or `00` and the country's calling code) into E.164. */
export const phoneField: z.ZodType<string, string> = zodField(internationalPhone, json.phone);

/** Reads an address into a plain copy. */
export const addressField: z.ZodType<Address, AddressInput> = zodField(address, json.address);

/** Reads one line of an order into a plain copy with its known keys read. */
export const lineItemField: z.ZodType<LineItem, LineItemInput> = zodField(lineItem, json.lineItem);
