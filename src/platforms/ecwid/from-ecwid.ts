import type { OrderInput } from "../../schemas/order/order.js";
import type { FinancialStatus, FulfillmentStatus } from "../../schemas/order/status.js";
import { type OrderVersion, readVersion } from "../order-version.js";
import { postalAddress } from "../payload/address.js";
import { itemCount, oneLine, refundedStatus } from "../payload/amounts.js";
import { asOrder } from "../payload/as-order.js";
import type { BuyerPhone } from "../payload/buyer-fields.js";
import { mapOrder } from "../payload/map-order.js";
import { mappedStatus } from "../payload/mapped-status.js";
import { type DraftOptions, refuseDraft } from "../payload/mapping-options.js";
import type { Payload } from "../payload/payload.js";
import { dateOf } from "../payload/times.js";
import { unwrapped, type Wrapped } from "../payload/unwrapped.js";
import type { EcwidOrder, EcwidPerson } from "./ecwid-order.js";
import { ecwidFulfillmentStatuses, ecwidPaymentStatuses } from "./ecwid-statuses.js";

export interface EcwidOptions extends DraftOptions {
  /** The shop's currency, ISO 4217, which an order of Ecwid does not have: `formatsAndUnits.currency` of the store's profile. */
  readonly currency: string;
  /** The meaning of the shop's own payment statuses: `{ CUSTOM_PAYMENT_STATUS_1: "authorized" }`. They come first. */
  readonly paymentStatuses?: Readonly<Record<string, FinancialStatus>> | undefined;
  /** The meaning of the shop's own fulfillment statuses: `{ CUSTOM_FULFILLMENT_STATUS_1: "on_hold" }`. They come first. */
  readonly fulfillmentStatuses?: Readonly<Record<string, FulfillmentStatus>> | undefined;
}

const addressOf = (person: Payload<EcwidPerson> | undefined): OrderInput["shipping_address"] =>
  person &&
  postalAddress({
    first_name: person.text("firstName"),
    last_name: person.text("lastName"),
    name: person.text("name"),
    city: person.text("city"),
    state_code: person.text("stateOrProvinceCode"),
    country_code: person.text("countryCode"),
    postal_code: person.text("postalCode"),
  });

const phoneOf = (person: Payload<EcwidPerson> | undefined): BuyerPhone => ({
  text: person?.text("phone"),
  country: person?.text("countryCode"),
});

/** The coupon, then each kind of discount that Ecwid lists, then what is left of the sum of all. */
function discountsOf(order: Payload<EcwidOrder>): OrderInput["discounts"] {
  const code = order.object("discountCoupon")?.text("code");
  const kinds = [order.number("volumeDiscount") ?? 0, order.number("membershipBasedDiscount") ?? 0];
  const rest = (order.number("discount") ?? 0) - kinds.reduce((sum, amount) => sum + amount, 0);
  const discounts = [
    oneLine(order.number("couponDiscount"), code === undefined ? {} : { code }),
    ...[...kinds, rest > 1e-5 ? rest : 0].map((amount) => oneLine(amount, {})),
  ].flatMap((line) => line ?? []);
  return discounts.length === 0 ? undefined : discounts;
}

/**
 * Maps an order of Ecwid (Lightspeed E-Series). Its id is the number of `internalId`, and its currency an option. Consent is
 * `acceptMarketing`, which is left out where the buyer was not asked.
 *
 * @throws InvalidInputError for an object that is not an order (`missing`, `invalid`), for an abandoned checkout (`not_an_order`)
 *   and for a status that is neither Ecwid's own nor in the options (`unknown_status`)
 * @see https://docs.ecwid.com/api-reference/rest-api/orders/get-order
 */
export function fromEcwid(order: Wrapped<EcwidOrder>, options: EcwidOptions): OrderInput {
  return mapOrder<Wrapped<EcwidOrder>>("an order of Ecwid", order, (given) => {
    const payload = unwrapped(given);
    if (payload.text("paymentStatus") === "INCOMPLETE") {
      refuseDraft(payload, "paymentStatus", options ?? {}, "is INCOMPLETE: a checkout that was not finished");
    }
    // A caller without types may leave the options out.
    const { currency, paymentStatuses, fulfillmentStatuses }: Partial<EcwidOptions> = options ?? {};
    if (!currency) {
      const message =
        "is missing: an order of Ecwid does not have its currency; pass the shop's as an option";
      given.beside({ currency }, "options").report("missing", "currency", message);
    }
    payload.require("an order of Ecwid", "createDate", "paymentStatus", "total");
    const id = payload.id("internalId") ?? payload.id("orderNumber");
    if (id === undefined)
      payload.report("missing", "internalId", "is missing: this is not an order of Ecwid");
    const payment = mappedStatus(payload, "paymentStatus", {
      ...ecwidPaymentStatuses,
      ...paymentStatuses,
    });
    const refund = refundedStatus(payload.number("refundedAmount"), payload.number("total"));
    const items = payload.list("items");
    const [billing, shipping] = [payload.object("billingPerson"), payload.object("shippingPerson")];
    return asOrder(
      {
        order_id: id,
        order_date: payload.date("createDate"),
        total: payload.amount("total"),
        subtotal: payload.amount("subtotalWithoutTax") ?? payload.amount("subtotal"),
        currency,
        customer_id: payload.id("customerId"),
        financial_status:
          payment === "refunded" || payment === "partially_refunded" ? payment : (refund ?? payment),
        fulfillment_status: mappedStatus(payload, "fulfillmentStatus", {
          ...ecwidFulfillmentStatuses,
          ...fulfillmentStatuses,
        }),
        discounts: discountsOf(payload),
        tax_lines: oneLine(payload.number("tax"), { title: "Tax" }),
        line_items: items?.map((item) => ({
          sku: item.text("sku"),
          title: item.text("name"),
          quantity: item.quantity("quantity"),
          price: item.amount("price"),
          product_id: item.id("productId"),
          variant_id: item.id("combinationId"),
        })),
        total_items: itemCount(items?.map((item) => item.count("quantity"))),
        billing_address: addressOf(billing),
        shipping_address: addressOf(shipping),
      },
      {
        email: payload.text("email"),
        phones: [phoneOf(billing)],
        addressPhones: [phoneOf(shipping)],
        acceptsEmail: payload.flag("acceptMarketing"),
      },
    );
  });
}

/** The version of an order of Ecwid: `updateTimestamp`, else `updateDate`. */
export function ecwidVersion(order: Wrapped<EcwidOrder>): OrderVersion | undefined {
  return readVersion(order, (given) => {
    const payload = unwrapped(given);
    const seconds = payload.number("updateTimestamp");
    return seconds === undefined ? dateOf(payload.date("updateDate")) : new Date(seconds * 1000);
  });
}
