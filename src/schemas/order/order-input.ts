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
 * store's data often says no more than that: `parseOrder` and `orders.upsert` check it, before anything is sent.
 *
 * @see https://help.privy.com/docs (order placed)
 */
export interface OrderInput {
  /** The key under which Privy creates the order or updates it. Make one from a UUID or other text with `orderIdFrom`. */
  order_id: OrderIdInput;
  /** The grand total in major units (95 or 95.5). */
  total: MoneyInput;
  /** ISO 4217. */
  currency: string;
  /** When the order was placed. */
  order_date: TimestampInput;
  /** Finds the contact or creates it. */
  email?: string | null | undefined;
  /** Finds the contact where there is no `email`. In any human spelling; sent in E.164. */
  phone?: string | null | undefined;
  /** Your own id of the customer. */
  customer_id?: string | number | bigint | null | undefined;
  /** Before tax, shipping and discounts, in major units. */
  subtotal?: MoneyInput | null | undefined;
  discounts?: readonly DiscountInput[] | null | undefined;
  tax_lines?: readonly TaxLineInput[] | null | undefined;
  /** How many items were bought. */
  total_items?: number | bigint | string | null | undefined;
  financial_status?: FinancialStatus | null | undefined;
  fulfillment_status?: FulfillmentStatus | null | undefined;
  /** A list replaces the stored one, it does not add to it. */
  line_items?: readonly LineItemInput[] | null | undefined;
  billing_address?: AddressInput | null | undefined;
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
  total: number;
  currency: string;
  /** UTC, `YYYY-MM-DDTHH:mm:ssZ`, with milliseconds when there are any. */
  order_date: string;
  email?: string;
  /** E.164. */
  phone?: string;
  customer_id?: string;
  subtotal?: number;
  discounts?: Discount[];
  tax_lines?: TaxLine[];
  total_items?: number;
  financial_status?: FinancialStatus;
  fulfillment_status?: FulfillmentStatus;
  line_items?: LineItem[];
  billing_address?: Address;
  shipping_address?: Address;
  accepts_email_marketing?: boolean;
  accepts_sms_marketing?: boolean;
  initial_sync?: boolean;
}
