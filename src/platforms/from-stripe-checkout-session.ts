import { InvalidInputError } from "../errors/invalid-input-error.js";
import type { OrderInput } from "../schemas/order/order.js";
import { orderIdFrom } from "../schemas/order/order-id-from.js";
import type { FinancialStatus } from "../schemas/order/status.js";
import { fromMinorUnits } from "../schemas/values/from-minor-units.js";
import { asOrder, defined } from "./buyer-fields.js";
import { mappedStatus, type StatusTable } from "./mapped-status.js";

type Optional<Value> = Value | null | undefined;
type Expandable = string | { id: string };

export interface StripeAddress {
  city?: Optional<string>;
  country?: Optional<string>;
  postal_code?: Optional<string>;
  state?: Optional<string>;
}

export interface StripeLineItem {
  description?: Optional<string>;
  quantity?: Optional<number>;
  amount_subtotal: number;
  price?: Optional<{ id: string; product?: Optional<Expandable>; unit_amount?: Optional<number> }>;
}

interface StripeShipping {
  name?: Optional<string>;
  phone?: Optional<string>;
  address?: Optional<StripeAddress>;
}

/** As much of Stripe's Checkout Session as is used. */
export interface StripeCheckoutSession {
  id: string;
  /** Unix time in seconds. */
  created: number;
  currency?: Optional<string>;
  amount_total?: Optional<number>;
  amount_subtotal?: Optional<number>;
  status?: Optional<string>;
  payment_status: string;
  customer?: Optional<Expandable>;
  customer_email?: Optional<string>;
  customer_details?: Optional<{
    email?: Optional<string>;
    phone?: Optional<string>;
    name?: Optional<string>;
    address?: Optional<StripeAddress>;
  }>;
  collected_information?: Optional<{ shipping_details?: Optional<StripeShipping> }>;
  /** Where API versions before 2025-03-31 have it. */
  shipping_details?: Optional<StripeShipping>;
  total_details?: Optional<{ amount_discount?: Optional<number>; amount_tax?: Optional<number> }>;
  consent?: Optional<{ promotions?: Optional<string> }>;
  line_items?: Optional<{ data: readonly StripeLineItem[] }>;
}

export interface StripeCheckoutOptions {
  /** The session's items, which Stripe leaves out unless asked: `stripe.checkout.sessions.listLineItems`. */
  readonly lineItems?: readonly StripeLineItem[] | undefined;
  /** Your own id of the order. Default: `orderIdFrom` of the session's id. */
  readonly orderId?: OrderInput["order_id"] | undefined;
}

const payments = {
  paid: "paid",
  unpaid: "pending",
  no_payment_required: "paid",
} as const satisfies StatusTable<string, FinancialStatus>;

const sessions = {
  open: undefined,
  complete: undefined,
  expired: "expired",
} as const satisfies StatusTable<string, FinancialStatus>;

/** What Stripe counts in other units than ISO 4217 says: the ariary whole, two currencies without decimals in hundredths. */
const ownDivisors: ReadonlyMap<string, number> = new Map([
  ["MGA", 1],
  ["ISK", 100],
  ["UGX", 100],
]);

function amountOf(amount: number, currency: string): number {
  const divisor = ownDivisors.get(currency.toUpperCase());
  return divisor === undefined || !Number.isSafeInteger(amount)
    ? fromMinorUnits(amount, currency)
    : amount / divisor;
}

const idOf = (value: Optional<Expandable>): string | undefined =>
  (typeof value === "string" ? value : value?.id) ?? undefined;

function addressOf(name: Optional<string>, address: Optional<StripeAddress>): OrderInput["shipping_address"] {
  return defined({
    name,
    city: address?.city,
    state_code: address?.state,
    country_code: address?.country,
    postal_code: address?.postal_code,
  });
}

/**
 * Says a Checkout Session of Stripe in Privy's words: amounts from minor to major units as Stripe counts them, the payment's
 * status, and as marketing consent the answer to `consent.promotions`. Stripe knows nothing of the goods: there is no
 * `fulfillment_status`. A refund does not change the session: resend the order with another `financial_status`.
 *
 * @throws InvalidInputError for a session without an amount (mode `setup`), and for a status that Stripe does not publish
 */
export function fromStripeCheckoutSession(
  session: StripeCheckoutSession,
  options: StripeCheckoutOptions = {},
): OrderInput {
  const { amount_total: total, currency, customer_details: customer, total_details: details } = session;
  if (total === null || total === undefined || !currency) {
    const message = "is missing: a session that takes no payment (mode setup) is no order";
    throw new InvalidInputError("The order was not mapped", [
      { code: "invalid", path: [currency ? "amount_total" : "currency"], message },
    ]);
  }
  const shipping = session.collected_information?.shipping_details ?? session.shipping_details;
  const items = options.lineItems ?? session.line_items?.data;
  const promotions = session.consent?.promotions;
  const money = (amount: Optional<number>) => (amount ? amountOf(amount, currency) : undefined);
  const [discount, tax] = [money(details?.amount_discount), money(details?.amount_tax)];
  const payment = mappedStatus("Stripe", "payment_status", payments, session.payment_status);
  return asOrder(
    {
      order_id: options.orderId ?? orderIdFrom(session.id),
      order_date: new Date(session.created * 1000),
      total: amountOf(total, currency),
      subtotal:
        typeof session.amount_subtotal === "number" ? amountOf(session.amount_subtotal, currency) : undefined,
      currency,
      customer_id: idOf(session.customer),
      financial_status: mappedStatus("Stripe", "status", sessions, session.status ?? "complete") ?? payment,
      discounts: discount === undefined ? undefined : [{ amount: discount }],
      tax_lines: tax === undefined ? undefined : [{ title: "Tax", amount: tax }],
      line_items: items?.map(({ description, quantity, amount_subtotal, price }) => ({
        title: description,
        quantity: quantity ?? 1,
        price:
          amountOf(price?.unit_amount ?? amount_subtotal, currency) /
          (price?.unit_amount == null ? quantity || 1 : 1),
        product_id: idOf(price?.product),
        variant_id: price?.id,
      })),
      total_items: items?.reduce((count, { quantity }) => count + (quantity ?? 1), 0),
      billing_address: addressOf(customer?.name, customer?.address),
      shipping_address: addressOf(shipping?.name, shipping?.address),
    },
    {
      email: customer?.email || session.customer_email,
      phone: customer?.phone,
      addressPhones: [shipping?.phone],
      acceptsEmail: promotions === "opt_in" ? true : promotions === "opt_out" ? false : undefined,
    },
  );
}
