import type { OrderInput } from "../../schemas/order/order.js";
import { type OrderVersion, readVersion } from "../order-version.js";
import { postalAddress } from "../payload/address.js";
import { itemCount, oneLine } from "../payload/amounts.js";
import { asOrder } from "../payload/as-order.js";
import type { BuyerPhone } from "../payload/buyer-fields.js";
import { defined } from "../payload/defined.js";
import { mapOrder } from "../payload/map-order.js";
import type { Payload } from "../payload/payload.js";
import { dateOf, inUtc } from "../payload/times.js";
import type { Magento2Address, Magento2Item, Magento2Order } from "./magento2-order.js";
import { magento2FinancialStatus, magento2FulfillmentStatus, partsOf } from "./magento2-statuses.js";

/** With the company, which other mappers leave out: Adobe Commerce sells to companies, and their name is the buyer. */
function addressOf(address: Payload<Magento2Address> | undefined): OrderInput["shipping_address"] {
  if (address === undefined) return undefined;
  const person = postalAddress({
    first_name: address.text("firstname"),
    last_name: address.text("lastname"),
    city: address.text("city"),
    state_code: address.text("region_code") ?? address.text("region"),
    country_code: address.text("country_id"),
    postal_code: address.text("postcode"),
  });
  return defined({ ...person, company: address.text("company") });
}

const phoneOf = (address: Payload<Magento2Address> | undefined): BuyerPhone => ({
  text: address?.text("telephone"),
  country: address?.text("country_id"),
});

/** The taxes by their rules, or their sum where the order does not have them. */
function taxesOf(order: Payload<Magento2Order>): OrderInput["tax_lines"] {
  const rules = order.object("extension_attributes")?.list("applied_taxes") ?? [];
  if (rules.length === 0) return oneLine(order.number("tax_amount"), { title: "Tax" });
  return rules.map((tax) => ({ title: tax.text("title"), amount: tax.amount("amount") }));
}

/**
 * The variant that was chosen: the one row below that of a configurable product, which has the price. The rows below a
 * bundle are its parts, and none of them is its variant.
 */
function variantOf(item: Payload<Magento2Item>, parts: readonly Payload<Magento2Item>[]) {
  if ((item.text("product_type") ?? "configurable") !== "configurable") return undefined;
  const [variant, ...others] = parts;
  return others.length === 0 ? variant?.id("product_id") : undefined;
}

function itemsOf(order: Payload<Magento2Order>) {
  const all = order.list("items");
  const partsOfItem = partsOf(all ?? []);
  const bought = all?.filter((item) => item.id("parent_item_id") === undefined);
  return {
    line_items: bought?.map((item) => ({
      sku: item.text("sku"),
      title: item.text("name"),
      quantity: item.quantity("qty_ordered"),
      price: item.amount("price"),
      product_id: item.id("product_id"),
      variant_id: variantOf(item, partsOfItem(item)),
    })),
    total_items: itemCount(bought?.map((item) => item.count("qty_ordered"))),
  };
}

/**
 * Maps an order of Magento 2 or Adobe Commerce, as `GET /V1/orders/{id}` gives it: in the order's own currency, with `entity_id`
 * as its id. Decided by `state` and by the amounts, since shops name statuses as they like. Magento's order keeps no consent
 * to marketing: set it yourself where you keep it.
 *
 * @throws InvalidInputError for a body that is not an order (`missing`, `invalid`) and for an unknown state (`unknown_status`)
 * @see https://developer.adobe.com/commerce/webapi/rest/
 */
export function fromMagento2(order: Magento2Order): OrderInput {
  return mapOrder<Magento2Order>("an order of Magento", order, (payload) => {
    payload.require(
      "an order of Magento",
      "entity_id",
      "state",
      "created_at",
      "order_currency_code",
      "grand_total",
    );
    const discount = Math.abs(payload.number("discount_amount") ?? 0);
    const coupon = payload.text("coupon_code");
    const billing = payload.object("billing_address");
    const [assignment] = payload.object("extension_attributes")?.list("shipping_assignments") ?? [];
    const shipping = assignment?.object("shipping")?.object("address");
    return asOrder(
      {
        order_id: payload.id("entity_id"),
        order_date: inUtc(payload.date("created_at")),
        total: payload.amount("grand_total"),
        subtotal: payload.amount("subtotal"),
        currency: payload.text("order_currency_code"),
        customer_id: payload.id("customer_id"),
        financial_status: magento2FinancialStatus(payload),
        fulfillment_status: magento2FulfillmentStatus(payload),
        discounts: oneLine(discount, coupon === undefined ? {} : { code: coupon }),
        tax_lines: taxesOf(payload),
        ...itemsOf(payload),
        billing_address: addressOf(billing),
        shipping_address: addressOf(shipping),
      },
      {
        email: payload.text("customer_email") ?? billing?.text("email"),
        phones: [phoneOf(billing)],
        addressPhones: [phoneOf(shipping)],
      },
    );
  });
}

/** The version of an order of Magento 2: `updated_at`. */
export function magento2Version(order: Magento2Order): OrderVersion | undefined {
  return readVersion(order, (payload) => dateOf(inUtc(payload.date("updated_at"))));
}
