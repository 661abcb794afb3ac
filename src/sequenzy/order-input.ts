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
  email: string;
  /** Your own id of the customer. */
  externalId?: string | number | bigint | null | undefined;
  firstName?: string | null | undefined;
  lastName?: string | null | undefined;
  /** Stored with the subscriber. */
  attributes?: Open | null | undefined;
}

/** One line of an order. */
export interface SequenzyItemInput {
  productId: string | number | bigint;
  title: string;
  /** A whole number from 1. */
  quantity: number;
  variantId?: string | number | bigint | null | undefined;
  sku?: string | number | bigint | null | undefined;
  variantTitle?: string | null | undefined;
  /** Minor units, a whole number: 1250 for 12.50. */
  priceCents?: number | bigint | null | undefined;
}

/** Totals that override Sequenzy's own additive bookkeeping. */
export interface SequenzyCustomerTotalsInput {
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
  customer: SequenzyCustomerInput;
  items?: readonly SequenzyItemInput[] | null | undefined;
  /** Minor units; for `refunded`. */
  refundAmountCents?: number | bigint | null | undefined;
  customerTotals?: SequenzyCustomerTotalsInput | null | undefined;
  /** Extras for the event. The keys that Sequenzy fills itself cannot be overridden, and are refused. */
  properties?: Open | null | undefined;
}

export interface SequenzyCustomer {
  email: string;
  externalId?: string;
  firstName?: string;
  lastName?: string;
  attributes?: Record<string, unknown>;
}

export interface SequenzyItem {
  productId: string;
  title: string;
  quantity: number;
  variantId?: string;
  sku?: string;
  variantTitle?: string;
  priceCents?: number;
}

export interface SequenzyCustomerTotals {
  ordersCount?: number;
  totalSpentCents?: number;
}

/** An order as it is sent: only fields that were given. */
export interface SequenzyOrderPayload {
  orderId: string;
  orderNumber?: string;
  status?: SequenzyOrderStatus;
  totalCents: number;
  currency: string;
  /** UTC. */
  orderedAt?: string;
  customer: SequenzyCustomer;
  items?: SequenzyItem[];
  refundAmountCents?: number;
  customerTotals?: SequenzyCustomerTotals;
  properties?: Record<string, unknown>;
}
