type Optional<Value> = Value | null | undefined;
type Expandable = string | { id: string };

/** An address of Stripe. */
export interface StripeAddress {
  city?: Optional<string>;
  country?: Optional<string>;
  postal_code?: Optional<string>;
  state?: Optional<string>;
}

/** One line of a Checkout Session. */
export interface StripeLineItem {
  description?: Optional<string>;
  quantity?: Optional<number>;
  /** Of the whole line, before discounts and tax, in the session's currency. */
  amount_subtotal: number;
  price?: Optional<{ id: string; product?: Optional<Expandable> }>;
}

/** Where a Checkout Session's goods go. */
export interface StripeShipping {
  name?: Optional<string>;
  phone?: Optional<string>;
  address?: Optional<StripeAddress>;
}

/** The used parts of Stripe's Checkout Session. */
export interface StripeCheckoutSession {
  id: string;
  /** Unix time in seconds. */
  created: number;
  mode?: Optional<string>;
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
  line_items?: Optional<{ data: readonly StripeLineItem[]; has_more?: Optional<boolean> }>;
}

/** The used parts of Stripe's event about a Checkout Session: the body of the webhooks `checkout.session.*`. */
export interface StripeCheckoutEvent {
  object: "event";
  /** `checkout.session.completed`, … */
  type: string;
  /** When the event happened: Unix time in seconds. */
  created: number;
  data: { object: StripeCheckoutSession };
}
