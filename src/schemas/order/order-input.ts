import type { OrderIdInput } from "../order-id/order-id.js";
import type { MoneyInput } from "../values/money.js";
import type { TimestampInput } from "../values/timestamp.js";
import type { Address, AddressInput } from "./address.js";
import type { Discount, DiscountInput, TaxLine, TaxLineInput } from "./adjustment.js";
import type { LineItem, LineItemInput } from "./line-item.js";
import type { FinancialStatus, FulfillmentStatus } from "./status.js";

/**
 * What a store knows of an order. `null` in an optional field is omitted.
 *
 * It needs an `email` or a `phone`, and `accepts_sms_marketing: true` needs a `phone`. Both may be null here, since a
 * store's own types often allow it: `parseOrder` and `orders.upsert` check it before anything is sent.
 *
 * @see https://help.privy.com/docs (order placed)
 */
export interface OrderInput {
  /** The key under which Privy creates the order or updates it. Make one from a UUID or other text with `orderIdFrom`. */
  order_id: OrderIdInput;
  /** The grand total in major units (95 or 95.5). */
  total: MoneyInput;
  /** The ISO 4217 code, in any case: `USD`. */
  currency: string;
  /** When the order was placed. */
  order_date: TimestampInput;
  /** Finds the contact or creates it. */
  email?: string | null | undefined;
  /** Finds the contact where there is no `email`. In any human spelling; sent in E.164. */
  phone?: string | null | undefined;
  /** Your own id of the customer; 255 characters at most. */
  customer_id?: string | number | bigint | null | undefined;
  /** Before tax, shipping and discounts, in major units. */
  subtotal?: MoneyInput | null | undefined;
  /** What was taken off, each with its code and amount. A list replaces the stored one. */
  discounts?: readonly DiscountInput[] | null | undefined;
  /** The taxes, each with its title and amount. A list replaces the stored one. */
  tax_lines?: readonly TaxLineInput[] | null | undefined;
  /** How many items were bought: a whole number, zero or more. */
  total_items?: number | bigint | string | null | undefined;
  /** Whether the order is paid, refunded and so on. */
  financial_status?: FinancialStatus | null | undefined;
  /** Whether the order is sent, delivered and so on. */
  fulfillment_status?: FulfillmentStatus | null | undefined;
  /** A list replaces the stored one, it does not add to it. */
  line_items?: readonly LineItemInput[] | null | undefined;
  /** The address of the buyer. */
  billing_address?: AddressInput | null | undefined;
  /** The address that the order is sent to. A new contact gets its name from here. */
  shipping_address?: AddressInput | null | undefined;
  /** Subscribes a contact that this order creates; never unsubscribes a contact. */
  accepts_email_marketing?: boolean | null | undefined;
  /** An SMS opt-in for a contact that this order creates. It needs a `phone`. */
  accepts_sms_marketing?: boolean | null | undefined;
  /** A bulk import of old orders: starts no flow and earns no campaign revenue. Privy's default is false. */
  initial_sync?: boolean | null | undefined;
}

/** An order as it is sent: Privy's own fields in Privy's own spelling, and no field that was not given. */
export interface OrderPayload {
  /** The exact digits; sent as a JSON integer or as digits. */
  order_id: string;
  /** The grand total, in major units. */
  total: number;
  /** ISO 4217. */
  currency: string;
  /** UTC, `YYYY-MM-DDTHH:mm:ssZ`, with milliseconds when there are any. */
  order_date: string;
  /** The e-mail address of the buyer. */
  email?: string;
  /** E.164. */
  phone?: string;
  /** Your own id of the customer. */
  customer_id?: string;
  /** Before tax, shipping and discounts, in major units. */
  subtotal?: number;
  /** What was taken off, each with its code and amount. A list replaces the stored one. */
  discounts?: Discount[];
  /** The taxes, each with its title and amount. A list replaces the stored one. */
  tax_lines?: TaxLine[];
  /** How many items were bought. */
  total_items?: number;
  /** Whether the order is paid, refunded and so on. */
  financial_status?: FinancialStatus;
  /** Whether the order is sent, delivered and so on. */
  fulfillment_status?: FulfillmentStatus;
  /** The items that were bought. A list replaces the stored one. */
  line_items?: LineItem[];
  /** The address of the buyer. */
  billing_address?: Address;
  /** The address that the order is sent to. A new contact gets its name from here. */
  shipping_address?: Address;
  /** Whether the buyer agreed to e-mail marketing. */
  accepts_email_marketing?: boolean;
  /** Whether the buyer agreed to SMS marketing. */
  accepts_sms_marketing?: boolean;
  /** Whether the order is a past one, which starts no flow. */
  initial_sync?: boolean;
}
