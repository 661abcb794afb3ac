import type { OrderInput } from "../../schemas/order/order.js";
import type { FinancialStatus } from "../../schemas/order/status.js";
import { type OrderVersion, readVersion } from "../order-version.js";
import { postalAddress } from "../payload/address.js";
import { itemCount, oneLine } from "../payload/amounts.js";
import { asOrder } from "../payload/as-order.js";
import { mapOrder } from "../payload/map-order.js";
import { mappedStatus, type StatusTable } from "../payload/mapped-status.js";
import { type DraftOptions, refuseDraft } from "../payload/mapping-options.js";
import { Payload } from "../payload/payload.js";
import { textOrderId } from "../payload/text-order-id.js";
import { stripeAmount } from "./stripe-amount.js";
import type {
  StripeAddress,
  StripeCheckoutEvent,
  StripeCheckoutSession,
  StripeLineItem,
} from "./stripe-checkout-session.js";

export interface StripeCheckoutOptions extends DraftOptions {
  /** The session's items, which Stripe leaves out unless asked: `stripe.checkout.sessions.listLineItems`. */
  readonly lineItems?: readonly StripeLineItem[] | undefined;
  /** Your own id of the order. Default: `orderIdFrom` of the session's id. */
  readonly orderId?: OrderInput["order_id"] | undefined;
  /** The type of the event that brought the session, where the session is given without its event. */
  readonly eventType?: string | undefined;
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

function addressOf(
  name: string | undefined,
  address: Payload<StripeAddress> | undefined,
): OrderInput["shipping_address"] {
  return postalAddress({
    name,
    city: address?.text("city"),
    state_code: address?.text("state"),
    country_code: address?.text("country"),
    postal_code: address?.text("postal_code"),
  });
}

/** An id, or that of the object which Stripe has put in its place. */
function idOf<Shape>(payload: Payload<Shape>, key: keyof Shape & string): string | undefined {
  const value = payload.value(key);
  if (typeof value === "object" && value !== null)
    return new Payload<{ id: string }>(value, [], []).text("id");
  return payload.text(key);
}

function itemOf(line: Payload<StripeLineItem>, currency: string | undefined) {
  const price = line.object("price");
  const quantity = line.quantity("quantity") ?? 1;
  const subtotal = stripeAmount(line, "amount_subtotal", currency);
  return {
    title: line.text("description"),
    quantity,
    // price.unit_amount may be in another currency than the session.
    price: subtotal === undefined ? undefined : subtotal / (quantity || 1),
    product_id: price && idOf(price, "product"),
    variant_id: price?.text("id"),
  };
}

/** The session's items: those of the option, or those that the session was expanded with. */
function linesOf(
  session: Payload<StripeCheckoutSession>,
  options: Payload<{ readonly lineItems: readonly StripeLineItem[] }> | undefined,
): Payload<StripeLineItem>[] | undefined {
  if (options !== undefined) return options.list("lineItems");
  const page = session.object("line_items");
  if (page?.flag("has_more") === true) {
    page.report(
      "invalid",
      "has_more",
      "is true: the session has more items; pass all as the option lineItems",
    );
  }
  return page?.list("data");
}

/** The session, whether it comes alone or in its event. */
function sessionOf(given: Payload<StripeCheckoutSession | StripeCheckoutEvent>): {
  session: Payload<StripeCheckoutSession>;
  eventType: string | undefined;
} {
  // A `Payload` checks what it reads, so that it may be looked at as either.
  const event = given as Payload<StripeCheckoutEvent>;
  if (event.text("object") !== "event") {
    return { session: given as Payload<StripeCheckoutSession>, eventType: undefined }; // as above
  }
  const session = event.object("data")?.object("object");
  return session === undefined
    ? event.stop("missing", "data", "has no object: this is not an event about a Checkout Session")
    : { session, eventType: event.text("type") };
}

/**
 * Maps a Checkout Session of Stripe, or the event that brings it: amounts from minor to major units as Stripe counts them, the
 * payment's status, and as consent what the buyer chose in `consent.promotions`. Stripe does not know the goods: there is no
 * `fulfillment_status`. A refund does not change the session: send the order again with another `financial_status`.
 *
 * @throws InvalidInputError for a body that is not a session (`missing`, `invalid`), for a session that is open, has expired or
 *   takes no payment (`not_an_order`) and for a status that Stripe does not publish (`unknown_status`)
 * @see https://docs.stripe.com/api/checkout/sessions/object
 */
export function fromStripeCheckoutSession(
  session: StripeCheckoutSession | StripeCheckoutEvent,
  options: StripeCheckoutOptions = {},
): OrderInput {
  return mapOrder<StripeCheckoutSession | StripeCheckoutEvent>(
    "a Checkout Session of Stripe",
    session,
    (given) => {
      const { session: payload, eventType = options.eventType } = sessionOf(given);
      const status = payload.text("status") ?? "complete";
      if (payload.text("mode") === "setup") payload.stop("not_an_order", "mode", "is setup: nothing is sold");
      if (status === "open")
        refuseDraft(payload, "status", options, "is open: the buyer is still at the checkout");
      if (status === "expired") refuseDraft(payload, "status", options, "is expired: nothing was bought");
      const what = "a Checkout Session of Stripe";
      payload.require(what, "id", "created", "currency", "amount_total", "payment_status");
      const currency = payload.text("currency");
      const [customer, details] = [payload.object("customer_details"), payload.object("total_details")];
      const shipping =
        payload.object("collected_information")?.object("shipping_details") ??
        payload.object("shipping_details");
      const { lineItems } = options;
      const lines = linesOf(payload, lineItems && given.beside({ lineItems }, "options"));
      const items = lines?.map((line) => itemOf(line, currency));
      const payment = mappedStatus(payload, "payment_status", payments);
      const promotions = payload.object("consent")?.text("promotions");
      const discount = details && stripeAmount(details, "amount_discount", currency);
      const tax = details && stripeAmount(details, "amount_tax", currency);
      const created = payload.number("created");
      return asOrder(
        {
          order_id: options.orderId ?? textOrderId(payload, "id"),
          order_date: created === undefined ? undefined : new Date(created * 1000),
          total: stripeAmount(payload, "amount_total", currency),
          subtotal: stripeAmount(payload, "amount_subtotal", currency),
          currency,
          customer_id: idOf(payload, "customer"),
          financial_status:
            eventType === "checkout.session.async_payment_failed"
              ? "voided"
              : (mappedStatus(payload, "status", sessions) ?? payment),
          discounts: oneLine(discount, {}),
          tax_lines: oneLine(tax, { title: "Tax" }),
          line_items: items,
          total_items: itemCount(items?.map(({ quantity }) => quantity)),
          billing_address: addressOf(customer?.text("name"), customer?.object("address")),
          shipping_address: addressOf(shipping?.text("name"), shipping?.object("address")),
        },
        {
          email: customer?.text("email") ?? payload.text("customer_email"),
          phones: [{ text: customer?.text("phone"), country: customer?.object("address")?.text("country") }],
          addressPhones: [
            { text: shipping?.text("phone"), country: shipping?.object("address")?.text("country") },
          ],
          acceptsEmail: promotions === "opt_in" ? true : promotions === "opt_out" ? false : undefined,
        },
      );
    },
  );
}

/** The version of a Checkout Session: when its event happened. A session without its event has none. */
export function stripeCheckoutVersion(event: StripeCheckoutEvent): OrderVersion | undefined {
  return readVersion(event, (payload) => {
    const created = payload.text("object") === "event" ? payload.number("created") : undefined;
    return created === undefined ? undefined : new Date(created * 1000);
  });
}
