import type { OrderInput } from "../../schemas/order/order.js";
import { type OrderVersion, readVersion } from "../order-version.js";
import { postalAddress } from "../payload/address.js";
import { itemCount, oneLine, sumOf } from "../payload/amounts.js";
import { asOrder } from "../payload/as-order.js";
import type { BuyerPhone } from "../payload/buyer-fields.js";
import { mapOrder } from "../payload/map-order.js";
import { type DraftOptions, refuseDraft } from "../payload/mapping-options.js";
import type { Payload } from "../payload/payload.js";
import { textOrderId } from "../payload/text-order-id.js";
import { dateOf } from "../payload/times.js";
import { unwrapped, type Wrapped } from "../payload/unwrapped.js";
import type { SaleorAddress, SaleorOrder, SaleorOrderLine } from "./saleor-order.js";
import { saleorFinancialStatus, saleorFulfillmentStatus } from "./saleor-statuses.js";

const addressOf = (address: Payload<SaleorAddress> | undefined): OrderInput["shipping_address"] =>
  address &&
  postalAddress({
    first_name: address.text("firstName"),
    last_name: address.text("lastName"),
    city: address.text("city"),
    state_code: address.text("countryArea"),
    country_code: address.object("country")?.text("code"),
    postal_code: address.text("postalCode"),
  });

const phoneOf = (address: Payload<SaleorAddress> | undefined): BuyerPhone => ({
  text: address?.text("phone"),
  country: address?.object("country")?.text("code"),
});

/** The price of one piece before discounts and tax, or as near to it as was asked for. */
function priceOf(line: Payload<SaleorOrderLine>): number | undefined {
  const price = line.object("undiscountedUnitPrice") ?? line.object("unitPrice");
  return price?.object("net")?.number("amount") ?? price?.object("gross")?.number("amount");
}

/** What the lines cost before discounts and tax, where every one of them was asked for with that price. */
function subtotalOf(lines: readonly Payload<SaleorOrderLine>[]): number | undefined {
  return sumOf(
    lines.map((line) => {
      const price = line.object("undiscountedUnitPrice")?.object("net")?.number("amount");
      const quantity = line.quantity("quantity");
      return price === undefined || quantity === undefined ? undefined : price * quantity;
    }),
  );
}

/** The voucher's discount carries its code; other discounts have none. */
function discountsOf(order: Payload<SaleorOrder>): OrderInput["discounts"] {
  const code = order.text("voucherCode");
  const discounts = order.list("discounts");
  return discounts?.map((discount) => {
    const isVoucher = discount.has("type") ? discount.text("type") === "VOUCHER" : discounts.length === 1;
    const amount = (discount.object("total") ?? discount.object("amount"))?.amount("amount");
    return code !== undefined && isVoucher ? { code, amount } : { amount };
  });
}

/**
 * Maps Saleor's GraphQL `Order`, by itself or as the `order` of a subscription's payload. Ask for it with
 * `SALEOR_ORDER_FRAGMENT`. Its id becomes a number by `orderIdFrom`. Saleor keeps no consent to marketing: set it yourself
 * where you keep it.
 *
 * @throws InvalidInputError for an object that is not an order (`missing`, `invalid`), for a draft (`not_an_order`) and for a status
 *   that Saleor does not publish (`unknown_status`)
 * @see https://docs.saleor.io/api-reference/orders/objects/order
 */
export function fromSaleor(order: Wrapped<SaleorOrder>, options: DraftOptions = {}): OrderInput {
  return mapOrder<Wrapped<SaleorOrder>>("an order of Saleor", order, (given) => {
    const payload = unwrapped(given);
    if (payload.text("status") === "DRAFT") refuseDraft(payload, "status", options, "is a draft");
    payload.require("an order of Saleor", "id", "created", "status", "total");
    const total = payload.object("total");
    const gross = total?.object("gross");
    if (total !== undefined && gross === undefined)
      total.report("missing", "gross", "is missing: ask for it");
    gross?.require("an amount of Saleor", "amount", "currency");
    const lines = payload.list("lines");
    const [billing, shipping] = [payload.object("billingAddress"), payload.object("shippingAddress")];
    return asOrder(
      {
        order_id: textOrderId(payload, "id"),
        order_date: payload.date("created"),
        total: gross?.amount("amount"),
        subtotal: subtotalOf(lines ?? []),
        currency: gross?.text("currency"),
        customer_id: payload.object("user")?.text("id"),
        financial_status: saleorFinancialStatus(payload),
        fulfillment_status: saleorFulfillmentStatus(payload),
        discounts: discountsOf(payload),
        tax_lines: oneLine(total?.object("tax")?.number("amount"), { title: "Tax" }),
        line_items: lines?.map((line) => ({
          sku: line.text("productSku"),
          title: line.text("productName"),
          quantity: line.quantity("quantity"),
          price: priceOf(line),
          product_id: line.object("variant")?.object("product")?.id("id"),
          variant_id: line.id("productVariantId") ?? line.object("variant")?.id("id"),
        })),
        total_items: itemCount(lines?.map((line) => line.count("quantity"))),
        billing_address: addressOf(billing),
        shipping_address: addressOf(shipping),
      },
      { email: payload.text("userEmail"), addressPhones: [phoneOf(billing), phoneOf(shipping)] },
    );
  });
}

/** The version of an order of Saleor: `updatedAt`. */
export function saleorVersion(order: Wrapped<SaleorOrder>): OrderVersion | undefined {
  return readVersion(order, (given) => dateOf(unwrapped(given).date("updatedAt")));
}
