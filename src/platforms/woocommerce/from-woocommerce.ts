import type { OrderInput } from "../../schemas/order/order.js";
import { type OrderVersion, readVersion } from "../order-version.js";
import { postalAddress } from "../payload/address.js";
import { itemCount, sumOf } from "../payload/amounts.js";
import { asOrder } from "../payload/as-order.js";
import type { BuyerPhone } from "../payload/buyer-fields.js";
import { mapOrder } from "../payload/map-order.js";
import type { Payload } from "../payload/payload.js";
import { dateOf, inUtc } from "../payload/times.js";
import type { WooCommerceAddress, WooCommerceLineItem, WooCommerceOrder } from "./woocommerce-order.js";
import { type WooCommerceOptions, wooCommerceStatuses } from "./woocommerce-statuses.js";

const addressOf = (address: Payload<WooCommerceAddress> | undefined): OrderInput["shipping_address"] =>
  address &&
  postalAddress({
    first_name: address.text("first_name"),
    last_name: address.text("last_name"),
    city: address.text("city"),
    state_code: address.text("state"),
    country_code: address.text("country"),
    postal_code: address.text("postcode"),
  });

const phoneOf = (address: Payload<WooCommerceAddress> | undefined): BuyerPhone => ({
  text: address?.text("phone"),
  country: address?.text("country"),
});

/** The price of one piece before discounts; `price` has them taken off. */
function priceOf(line: Payload<WooCommerceLineItem>): OrderInput["subtotal"] {
  const [subtotal, quantity] = [line.number("subtotal"), line.quantity("quantity")];
  return subtotal === undefined || !quantity ? line.amount("price") : subtotal / quantity;
}

/**
 * Maps an order of WooCommerce's REST API or webhooks. The billing phone is the buyer's own. WooCommerce keeps no consent to
 * marketing: set it yourself where a plugin keeps it.
 *
 * @throws InvalidInputError for a body that is not an order (`missing`, `invalid`), for what is not an order yet or was none: a
 *   draft, a failed payment, a deleted order (`not_an_order`), and for a status that is neither WooCommerce's own nor in
 *   `statuses` (`unknown_status`)
 * @see https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties
 */
export function fromWooCommerce(order: WooCommerceOrder, options: WooCommerceOptions = {}): OrderInput {
  return mapOrder<WooCommerceOrder>("an order of WooCommerce", order, (payload) => {
    const statuses = wooCommerceStatuses(payload, options);
    payload.require(
      "an order of WooCommerce",
      "id",
      "status",
      "currency",
      "date_created_gmt",
      "total",
      "billing",
    );
    const items = payload.list("line_items");
    const [billing, shipping] = [payload.object("billing"), payload.object("shipping")];
    return asOrder(
      {
        order_id: payload.id("id"),
        // date_created is in the shop's own time zone, which the order does not name.
        order_date: inUtc(payload.date("date_created_gmt")),
        total: payload.amount("total"),
        subtotal: sumOf(items?.map((line) => line.number("subtotal")) ?? []),
        currency: payload.text("currency"),
        customer_id: payload.id("customer_id"),
        ...statuses,
        discounts: payload
          .list("coupon_lines")
          ?.map((coupon) => ({ code: coupon.text("code"), amount: coupon.amount("discount") })),
        tax_lines: payload.list("tax_lines")?.map((tax) => ({
          title: tax.text("label"),
          amount: (tax.number("tax_total") ?? 0) + (tax.number("shipping_tax_total") ?? 0),
        })),
        line_items: items?.map((line) => ({
          sku: line.text("sku"),
          title: line.text("name"),
          quantity: line.quantity("quantity"),
          price: priceOf(line),
          product_id: line.id("product_id"),
          variant_id: line.id("variation_id"),
        })),
        total_items: itemCount(items?.map((line) => line.count("quantity"))),
        billing_address: addressOf(billing),
        shipping_address: addressOf(shipping),
      },
      { email: billing?.text("email"), phones: [phoneOf(billing)], addressPhones: [phoneOf(shipping)] },
    );
  });
}

/** The version of an order of WooCommerce: `date_modified_gmt`. */
export function wooCommerceVersion(order: WooCommerceOrder): OrderVersion | undefined {
  return readVersion(order, (payload) => dateOf(inUtc(payload.date("date_modified_gmt"))));
}
