import type { OrderInput } from "../../schemas/order/order.js";
import { type OrderVersion, readVersion } from "../order-version.js";
import { postalAddress } from "../payload/address.js";
import { afterCancellation } from "../payload/after-cancellation.js";
import { itemCount, oneLine } from "../payload/amounts.js";
import { asOrder } from "../payload/as-order.js";
import type { BuyerPhone } from "../payload/buyer-fields.js";
import { mapOrder } from "../payload/map-order.js";
import { mappedStatus, type StatusTable } from "../payload/mapped-status.js";
import { type DraftOptions, refuseDraft } from "../payload/mapping-options.js";
import type { Payload } from "../payload/payload.js";
import { textOrderId } from "../payload/text-order-id.js";
import { dateOf } from "../payload/times.js";
import { medusaNumber } from "./medusa-amount.js";
import type { MedusaAddress, MedusaOrder } from "./medusa-order.js";
import { medusaFinancialStatus, medusaFulfillmentStatus } from "./medusa-statuses.js";

const states = {
  pending: "open",
  completed: "open",
  archived: "open",
  requires_action: "open",
  draft: "draft",
  canceled: "canceled",
} as const satisfies StatusTable<string, "open" | "draft" | "canceled">;

const addressOf = (address: Payload<MedusaAddress> | undefined): OrderInput["shipping_address"] =>
  address &&
  postalAddress({
    first_name: address.text("first_name"),
    last_name: address.text("last_name"),
    city: address.text("city"),
    state_code: address.text("province"),
    country_code: address.text("country_code"),
    postal_code: address.text("postal_code"),
  });

const phoneOf = (address: Payload<MedusaAddress> | undefined): BuyerPhone => ({
  text: address?.text("phone"),
  country: address?.text("country_code"),
});

/**
 * Maps an order of Medusa v2, as its HTTP API gives it or as `query.graph` does with `MEDUSA_ORDER_FIELDS`. Its amounts are major
 * units, unlike those of Medusa v1; its id becomes a number by `orderIdFrom`. Medusa keeps no consent to marketing: set it
 * yourself where you keep it.
 *
 * @throws InvalidInputError for an object that is not an order (`missing`, `invalid`), for a draft (`not_an_order`) and for a status
 *   that Medusa does not publish (`unknown_status`)
 * @see https://docs.medusajs.com/resources/references/order/interfaces/order.OrderDTO
 */
export function fromMedusaV2(order: MedusaOrder, options: DraftOptions = {}): OrderInput {
  return mapOrder<MedusaOrder>("an order of Medusa", order, (payload) => {
    const state = mappedStatus(payload, "status", states);
    if (state === "draft") refuseDraft(payload, "status", options, "is a draft");
    if (payload.flag("is_draft_order")) refuseDraft(payload, "is_draft_order", options, "marks a draft");
    payload.require("an order of Medusa", "id", "currency_code", "created_at", "total");
    const items = payload.list("items")?.map((item) => ({
      sku: item.text("variant_sku"),
      title: item.text("title"),
      quantity: medusaNumber(item, "quantity"),
      price: medusaNumber(item, "unit_price"),
      product_id: item.id("product_id"),
      variant_id: item.id("variant_id"),
    }));
    const [billing, shipping] = [payload.object("billing_address"), payload.object("shipping_address")];
    const money = medusaFinancialStatus(payload);
    return asOrder(
      {
        order_id: textOrderId(payload, "id"),
        order_date: payload.date("created_at"),
        total: medusaNumber(payload, "total"),
        subtotal: medusaNumber(payload, "item_subtotal"),
        currency: payload.text("currency_code"),
        customer_id: payload.text("customer_id"),
        financial_status: state === "canceled" ? afterCancellation(money) : money,
        fulfillment_status: medusaFulfillmentStatus(payload),
        discounts: oneLine(medusaNumber(payload, "discount_total"), {}),
        tax_lines: oneLine(medusaNumber(payload, "tax_total"), { title: "Tax" }),
        line_items: items,
        total_items: itemCount(items?.map(({ quantity }) => quantity ?? 0)),
        billing_address: addressOf(billing),
        shipping_address: addressOf(shipping),
      },
      {
        email: payload.text("email"),
        phones: [{ text: payload.object("customer")?.text("phone") }],
        addressPhones: [phoneOf(billing), phoneOf(shipping)],
      },
    );
  });
}

/** The version of an order of Medusa: `updated_at`. */
export function medusaV2Version(order: MedusaOrder): OrderVersion | undefined {
  return readVersion(order, (payload) => dateOf(payload.date("updated_at")));
}
