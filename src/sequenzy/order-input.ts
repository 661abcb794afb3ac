import type { TimestampInput } from "../schemas/values/timestamp.js";

/**
 * What happened to the order; one lifecycle event per call.
 *
 * @see https://docs.sequenzy.com
 */
export type SequenzyOrderStatus = "placed" | "cancelled" | "fulfilled" | "refunded";

/** A value inside `attributes` and `properties`: any JSON value. */
type Open = Readonly<Record<string, unknown>>;

/** The buyer. Sequenzy knows people by e-mail only. */
export interface SequenzyCustomerInput {
  /** The e-mail address. */
  email: string;
  /** Your own id of the customer. */
  externalId?: string | number | bigint | null | undefined;
  /** The first name. */
  firstName?: string | null | undefined;
  /** The last name. */
  lastName?: string | null | undefined;
  /** Stored with the subscriber. */
  attributes?: Open | null | undefined;
}

/** One line of an order. */
export interface SequenzyItemInput {
  /** Your own id of the product. */
  productId: string | number | bigint;
  /** The name of the product. */
  title: string;
  /** A whole number from 1. */
  quantity: number;
  /** Your own id of the variant. */
  variantId?: string | number | bigint | null | undefined;
  /** The stock keeping unit. */
  sku?: string | number | bigint | null | undefined;
  /** The name of the variant. */
  variantTitle?: string | null | undefined;
  /** Minor units, a whole number: 1250 for 12.50. */
  priceCents?: number | bigint | null | undefined;
}

/** Totals that override Sequenzy's own additive bookkeeping. */
export interface SequenzyCustomerTotalsInput {
  /** How many orders the customer has. */
  ordersCount?: number | null | undefined;
  /** Minor units. */
  totalSpentCents?: number | bigint | null | undefined;
}

/** An order as a store knows it, in Sequenzy's own field names. `null` in an optional field is omitted. */
export interface SequenzyOrderInput {
  /** Any text; the idempotency key: pushing an order twice never counts its revenue twice. */
  orderId: string;
  /** The number shown to people, if it is another. */
  orderNumber?: string | number | null | undefined;
  /** Sequenzy's default is `placed`. */
  status?: SequenzyOrderStatus | null | undefined;
  /** Minor units, a whole number: 9500 for 95.00. */
  totalCents: number | bigint;
  /** ISO 4217. */
  currency: string;
  /** Sequenzy's default is now. */
  orderedAt?: TimestampInput | null | undefined;
  /** The buyer. */
  customer: SequenzyCustomerInput;
  /** The lines of the order. */
  items?: readonly SequenzyItemInput[] | null | undefined;
  /** Minor units; for `refunded`. */
  refundAmountCents?: number | bigint | null | undefined;
  /** Totals that override Sequenzy's own. */
  customerTotals?: SequenzyCustomerTotalsInput | null | undefined;
  /** Extras for the event. The keys that Sequenzy fills itself cannot be overridden, and are refused. */
  properties?: Open | null | undefined;
}

export interface SequenzyCustomer {
  /** The e-mail address. */
  email: string;
  /** Your own id of the customer. */
  externalId?: string;
  /** The first name. */
  firstName?: string;
  /** The last name. */
  lastName?: string;
  /** Stored with the subscriber. */
  attributes?: Record<string, unknown>;
}

export interface SequenzyItem {
  /** Your own id of the product. */
  productId: string;
  /** The name of the product. */
  title: string;
  /** A whole number from 1. */
  quantity: number;
  /** Your own id of the variant. */
  variantId?: string;
  /** The stock keeping unit. */
  sku?: string;
  /** The name of the variant. */
  variantTitle?: string;
  /** Minor units, for one piece. */
  priceCents?: number;
}

export interface SequenzyCustomerTotals {
  /** How many orders the customer has. */
  ordersCount?: number;
  /** Minor units. */
  totalSpentCents?: number;
}

/** An order as it is sent: only fields that were given. */
export interface SequenzyOrderPayload {
  /** The idempotency key. */
  orderId: string;
  /** The order number that people see. */
  orderNumber?: string;
  /** The lifecycle event. */
  status?: SequenzyOrderStatus;
  /** Minor units. */
  totalCents: number;
  /** ISO 4217. */
  currency: string;
  /** UTC. */
  orderedAt?: string;
  /** The buyer. */
  customer: SequenzyCustomer;
  /** The lines of the order. */
  items?: SequenzyItem[];
  /** Minor units; for `refunded`. */
  refundAmountCents?: number;
  /** Totals that override Sequenzy's own. */
  customerTotals?: SequenzyCustomerTotals;
  /** Extras for the event. */
  properties?: Record<string, unknown>;
}
