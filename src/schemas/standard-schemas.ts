import type { StandardSchemaV1 } from "@standard-schema/spec";
import { type Address, type AddressInput, address } from "./order/address.js";
import { type LineItem, type LineItemInput, lineItem } from "./order/line-item.js";
import { safeParseOrder } from "./order/order.js";
import type { OrderInput, OrderPayload } from "./order/order-input.js";
import {
  type FinancialStatus,
  type FulfillmentStatus,
  financialStatus,
  fulfillmentStatus,
} from "./order/status.js";
import { type OrderIdInput, orderId } from "./order-id/order-id.js";
import { standardSchema } from "./standard-schema.js";
import { currency } from "./values/currency.js";
import { requiredEmail } from "./values/email.js";
import { internationalPhone } from "./values/international-phone.js";
import { type MoneyInput, money } from "./values/money.js";
import { type TimestampInput, timestamp } from "./values/timestamp.js";

/**
 * A whole order, read as by `parseOrder` with its default options: a store's own form, queue or router can check with it.
 * What was left out of the order is not visible here; call `parseOrder` to see the warnings.
 */
export const orderSchema: StandardSchemaV1<OrderInput, OrderPayload> = {
  "~standard": {
    version: 1,
    vendor: "privy-orders",
    validate(value) {
      const { error, order } = safeParseOrder(value);
      return error === undefined ? { value: order } : { issues: error.issues };
    },
  },
};

/** An order id, into its exact digits. */
export const orderIdSchema: StandardSchemaV1<OrderIdInput, string> = standardSchema(orderId);

/** An amount in major units. Binary noise stays, since only a currency says how many decimals are meant. */
export const moneySchema: StandardSchemaV1<MoneyInput, number> = standardSchema(money);

/** A currency, into its upper-case ISO 4217 code. */
export const currencySchema: StandardSchemaV1<string, string> = standardSchema(currency);

/** A point in time, into UTC text. */
export const timestampSchema: StandardSchemaV1<TimestampInput, string> = standardSchema(timestamp);

/** An e-mail address, trimmed; unlike in an order, a blank one is refused. */
export const emailSchema: StandardSchemaV1<string, string> = standardSchema(requiredEmail);

/** An international phone number (`+` or `00` and the country's calling code), into E.164. */
export const phoneSchema: StandardSchemaV1<string, string> = standardSchema(internationalPhone);

/** An address, into a plain copy. */
export const addressSchema: StandardSchemaV1<AddressInput, Address> = standardSchema(address);

/** One line of an order, into a plain copy with its known keys read. */
export const lineItemSchema: StandardSchemaV1<LineItemInput, LineItem> = standardSchema(lineItem);

/** A financial status; null is read as undefined. */
export const financialStatusSchema: StandardSchemaV1<
  FinancialStatus | null | undefined,
  FinancialStatus | undefined
> = standardSchema(financialStatus);

/** A fulfillment status; null is read as undefined. */
export const fulfillmentStatusSchema: StandardSchemaV1<
  FulfillmentStatus | null | undefined,
  FulfillmentStatus | undefined
> = standardSchema(fulfillmentStatus);
