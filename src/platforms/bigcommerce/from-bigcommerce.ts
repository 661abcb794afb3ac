import type { OrderInput } from "../../schemas/order/order.js";
import { type OrderVersion, readVersion } from "../order-version.js";
import { postalAddress } from "../payload/address.js";
import { itemCount, oneLine } from "../payload/amounts.js";
import { asOrder } from "../payload/as-order.js";
import type { BuyerPhone } from "../payload/buyer-fields.js";
import { mapOrder } from "../payload/map-order.js";
import { type DraftOptions, refuseDraft } from "../payload/mapping-options.js";
import type { Payload } from "../payload/payload.js";
import { dateOf } from "../payload/times.js";
import type { BigCommerceAddress, BigCommerceOrder, BigCommerceV2Order } from "./bigcommerce-order.js";
import { bigCommerceStatuses } from "./bigcommerce-statuses.js";

const addressOf = (address: Payload<BigCommerceAddress> | undefined): OrderInput["shipping_address"] =>
  address &&
  postalAddress({
    first_name: address.text("first_name"),
    last_name: address.text("last_name"),
    city: address.text("city"),
    state_code: address.text("state"),
    country_code: address.text("country_iso2"),
    postal_code: address.text("zip"),
  });

const phoneOf = (address: Payload<BigCommerceAddress> | undefined): BuyerPhone => ({
  text: address?.text("phone"),
  country: address?.text("country_iso2"),
});

/** The coupons one by one where they were fetched, else their sum; then what else was taken off. */
function discountsOf(
  given: Payload<BigCommerceOrder>,
  order: Payload<BigCommerceV2Order>,
): OrderInput["discounts"] {
  const coupons =
    given
      .list("coupons")
      ?.map((coupon) => ({ code: coupon.text("code"), amount: coupon.amount("discount") })) ??
    oneLine(order.number("coupon_discount"), {});
  const others = oneLine(order.number("discount_amount"), {});
  return coupons === undefined ? others : [...coupons, ...(others ?? [])];
}

/**
 * Maps an order of BigCommerce's V2 API with its sub-resources, in the currency that the shopper paid in. Consent is
 * `is_email_opt_in`, the box at the checkout. Without `products` the order has no items, and conditions on products find
 * nothing.
 *
 * @throws InvalidInputError for an object that is not an order (`missing`, `invalid`), for an incomplete and a deleted order
 *   (`not_an_order`) and for a status that BigCommerce does not publish (`unknown_status`)
 * @see https://developer.bigcommerce.com/docs/rest-management/orders
 */
export function fromBigCommerce(order: BigCommerceOrder, options: DraftOptions = {}): OrderInput {
  return mapOrder<BigCommerceOrder>("an order of BigCommerce, as { order, products, … }", order, (given) => {
    const payload = given.object("order");
    if (payload === undefined)
      return given.stop("missing", "order", "is missing: pass { order, products, … }");
    if (payload.number("status_id") === 0) {
      refuseDraft(payload, "status_id", options, "is 0, Incomplete: a checkout that was not finished");
    }
    if (payload.flag("is_deleted"))
      refuseDraft(payload, "is_deleted", options, "marks an order that was deleted");
    payload.require(
      "an order of BigCommerce",
      "id",
      "status_id",
      "date_created",
      "default_currency_code",
      "total_inc_tax",
    );
    const billing = payload.object("billing_address");
    const [shipping] = given.list("shipping_addresses") ?? given.list("shippingAddresses") ?? [];
    // The parts of a bundle are rows of their own, and are in its price.
    const items = given.list("products")?.filter((item) => item.id("parent_order_product_id") === undefined);
    return asOrder(
      {
        order_id: payload.id("id"),
        order_date: dateOf(payload.date("date_created")),
        total: payload.amount("total_inc_tax"),
        subtotal: payload.amount("subtotal_ex_tax"),
        currency: payload.text("default_currency_code"),
        customer_id: payload.id("customer_id"),
        ...bigCommerceStatuses(payload),
        discounts: discountsOf(given, payload),
        tax_lines: oneLine(payload.number("total_tax"), { title: "Tax" }),
        line_items: items?.map((item) => ({
          sku: item.text("sku"),
          title: item.text("name"),
          quantity: item.quantity("quantity"),
          price: item.amount("price_ex_tax") ?? item.amount("base_price"),
          product_id: item.id("product_id"),
          variant_id: item.id("variant_id"),
        })),
        total_items:
          items === undefined
            ? itemCount(payload.has("items_total") ? [payload.count("items_total")] : undefined)
            : itemCount(items.map((item) => item.count("quantity"))),
        billing_address: addressOf(billing),
        shipping_address: addressOf(shipping),
      },
      {
        email: billing?.text("email"),
        phones: [phoneOf(billing)],
        addressPhones: [phoneOf(shipping)],
        acceptsEmail: payload.flag("is_email_opt_in"),
      },
    );
  });
}

/** The version of an order of BigCommerce: `date_modified`. */
export function bigCommerceVersion(order: BigCommerceOrder): OrderVersion | undefined {
  return readVersion(order, (given) => dateOf(given.object("order")?.date("date_modified")));
}
