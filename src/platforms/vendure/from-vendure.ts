import { InvalidInputError } from "../../errors/invalid-input-error.js";
import type { OrderInput } from "../../schemas/order/order.js";
import { type OrderVersion, readVersion } from "../order-version.js";
import { postalAddress } from "../payload/address.js";
import { itemCount, sumOf } from "../payload/amounts.js";
import { asOrder } from "../payload/as-order.js";
import { mapOrder } from "../payload/map-order.js";
import { refuseDraft } from "../payload/mapping-options.js";
import { type Key, notMapped, type Payload } from "../payload/payload.js";
import { textOrderId } from "../payload/text-order-id.js";
import { dateOf } from "../payload/times.js";
import type { VendureAddress, VendureOrder, VendureOrderLine } from "./vendure-order.js";
import { type VendureOptions, vendureStatuses } from "./vendure-statuses.js";

const addressOf = (address: Payload<VendureAddress> | undefined): OrderInput["shipping_address"] =>
  address &&
  postalAddress({
    name: address.text("fullName"),
    city: address.text("city"),
    state_code: address.text("province"),
    country_code: address.text("countryCode"),
    postal_code: address.text("postalCode"),
  });

/** Reads amounts in minor units of the shop's own precision. */
function moneyReader(precision: number) {
  if (!Number.isInteger(precision) || precision < 0 || precision > 20) {
    const message = "must be a whole number of decimals, as the shop's MoneyStrategy has it";
    throw new InvalidInputError(notMapped, [{ code: "invalid", path: ["precision"], message }]);
  }
  return <Shape>(payload: Payload<Shape>, key: Key<Shape>): number | undefined => {
    const amount = payload.number(key);
    return amount === undefined ? undefined : amount / 10 ** precision;
  };
}

/** How many were ordered: of a cancelled line nothing is left. */
const quantityOf = (line: Payload<VendureOrderLine>): number | undefined =>
  line.quantity("quantity") || line.quantity("orderPlacedQuantity");

/**
 * Maps an order of Vendure: of its GraphQL APIs, or the entity inside Vendure with its lines, customer and payments loaded. Its
 * id becomes a number by `orderIdFrom`. Vendure keeps no consent to marketing: set it yourself where you keep it.
 *
 * @throws InvalidInputError for an object that is not an order (`missing`, `invalid`), for a cart, a draft and a seller's part of
 *   an order (`not_an_order`) and for a state that is neither of Vendure's default process nor in `states` (`unknown_status`)
 * @see https://docs.vendure.io/reference/graphql-api/admin/object-types#order
 */
export function fromVendure(order: VendureOrder, options: VendureOptions = {}): OrderInput {
  const amountOf = moneyReader(options.precision ?? 2);
  return mapOrder<VendureOrder>("an order of Vendure", order, (payload) => {
    if (payload.text("type") === "Seller") {
      payload.stop("not_an_order", "type", "is Seller: a part of the order that the buyer placed");
    }
    const statuses = vendureStatuses(payload, options);
    if (!payload.has("orderPlacedAt") && payload.has("id")) {
      refuseDraft(payload, "orderPlacedAt", options, "is empty: the buyer has not ordered");
    }
    payload.require("an order of Vendure", "id", "state", "orderPlacedAt", "currencyCode", "totalWithTax");
    const lines = payload.list("lines");
    const discounts = payload.list("discounts")?.map((one) => Math.abs(amountOf(one, "amount") ?? 0));
    const codes = payload.value("couponCodes");
    const code: unknown =
      Array.isArray(codes) && codes.length === 1 && discounts?.length === 1 ? codes[0] : undefined;
    const customer = payload.object("customer");
    const [billing, shipping] = [payload.object("billingAddress"), payload.object("shippingAddress")];
    return asOrder(
      {
        order_id: textOrderId(payload, "id"),
        order_date: payload.date("orderPlacedAt"),
        total: amountOf(payload, "totalWithTax"),
        subtotal: sumOf(
          lines?.map((line) => {
            const [price, quantity] = [amountOf(line, "unitPrice"), quantityOf(line)];
            return price === undefined || quantity === undefined ? undefined : price * quantity;
          }) ?? [],
        ),
        currency: payload.text("currencyCode"),
        customer_id: customer?.id("id"),
        ...statuses,
        discounts: discounts?.map((amount) => (typeof code === "string" ? { code, amount } : { amount })),
        tax_lines: payload
          .list("taxSummary")
          ?.map((tax) => ({ title: tax.text("description"), amount: amountOf(tax, "taxTotal") }))
          .filter(({ amount }) => amount !== 0),
        line_items: lines?.map((line) => {
          const variant = line.object("productVariant");
          return {
            sku: variant?.text("sku"),
            title: variant?.text("name"),
            quantity: quantityOf(line),
            price: amountOf(line, "unitPrice"),
            product_id: variant?.id("productId") ?? variant?.object("product")?.id("id"),
            variant_id: variant?.id("id"),
          };
        }),
        total_items: itemCount(lines?.map((line) => quantityOf(line) ?? 0)),
        billing_address: addressOf(billing),
        shipping_address: addressOf(shipping),
      },
      {
        email: customer?.text("emailAddress"),
        phones: [
          {
            text: customer?.text("phoneNumber"),
            country: billing?.text("countryCode") ?? shipping?.text("countryCode"),
          },
        ],
        addressPhones: [billing, shipping].map((address) => ({
          text: address?.text("phoneNumber"),
          country: address?.text("countryCode"),
        })),
      },
    );
  });
}

/** The version of an order of Vendure: `updatedAt`. */
export function vendureVersion(order: VendureOrder): OrderVersion | undefined {
  return readVersion(order, (payload) => dateOf(payload.date("updatedAt")));
}
