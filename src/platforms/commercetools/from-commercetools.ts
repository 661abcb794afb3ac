import type { OrderInput } from "../../schemas/order/order.js";
import { type OrderVersion, readVersion } from "../order-version.js";
import { postalAddress } from "../payload/address.js";
import { itemCount, oneLine, sumOf } from "../payload/amounts.js";
import { asOrder } from "../payload/as-order.js";
import type { BuyerPhone } from "../payload/buyer-fields.js";
import { mapOrder } from "../payload/map-order.js";
import type { Payload } from "../payload/payload.js";
import { textOrderId } from "../payload/text-order-id.js";
import { unwrapped, type Wrapped } from "../payload/unwrapped.js";
import { commercetoolsAmount } from "./commercetools-amount.js";
import type {
  CommercetoolsAddress,
  CommercetoolsCustomLineItem,
  CommercetoolsLineItem,
  CommercetoolsOrder,
  CommercetoolsText,
} from "./commercetools-order.js";
import { commercetoolsFinancialStatus, commercetoolsFulfillmentStatus } from "./commercetools-statuses.js";

const addressOf = (address: Payload<CommercetoolsAddress> | undefined): OrderInput["shipping_address"] =>
  address &&
  postalAddress({
    first_name: address.text("firstName"),
    last_name: address.text("lastName"),
    city: address.text("city"),
    state_code: address.text("state") ?? address.text("region"),
    country_code: address.text("country"),
    postal_code: address.text("postalCode"),
  });

const phonesOf = (address: Payload<CommercetoolsAddress> | undefined): BuyerPhone[] =>
  [address?.text("phone"), address?.text("mobile")].map((text) => ({
    text,
    country: address?.text("country"),
  }));

/** The name in the order's language, else in English, else in the first language that there is. */
function nameIn(
  locale: string | undefined,
  name: Payload<CommercetoolsText> | undefined,
): string | undefined {
  const first = name?.keys()[0];
  return (
    (locale === undefined ? undefined : name?.text(locale)) ??
    name?.text("en") ??
    (first === undefined ? undefined : name?.text(first))
  );
}

/** What discounts of the cart took off a line. */
function discountOf(line: Payload<CommercetoolsLineItem>): number {
  const portions = line.list("discountedPricePerQuantity")?.map((part) => {
    const included = part.object("discountedPrice")?.list("includedDiscounts") ?? [];
    const amounts = included.map((one) => commercetoolsAmount(one.object("discountedAmount")) ?? 0);
    return amounts.reduce((sum, amount) => sum + amount, 0) * (part.quantity("quantity") ?? 0);
  });
  return portions?.reduce((sum, portion) => sum + portion, 0) ?? 0;
}

/** What was taken off the total and off the lines; with the code, where one was used and everything is one discount. */
function discountsOf(
  order: Payload<CommercetoolsOrder>,
  lines: readonly Payload<CommercetoolsLineItem>[],
): OrderInput["discounts"] {
  const amounts = [
    commercetoolsAmount(order.object("discountOnTotalPrice")?.object("discountedAmount")) ?? 0,
    lines.reduce((sum, line) => sum + discountOf(line), 0),
  ].filter((amount) => amount !== 0);
  const codes = order
    .list("discountCodes")
    ?.map((one) => one.object("discountCode")?.object("obj")?.text("code"));
  const code = codes?.length === 1 && amounts.length === 1 ? codes[0] : undefined;
  if (amounts.length === 0) return undefined;
  return amounts.map((amount) => (code === undefined ? { amount } : { code, amount }));
}

function taxesOf(order: Payload<CommercetoolsOrder>): OrderInput["tax_lines"] {
  const taxed = order.object("taxedPrice");
  const portions = taxed?.list("taxPortions") ?? [];
  if (portions.length === 0) return oneLine(commercetoolsAmount(taxed?.object("totalTax")), { title: "Tax" });
  return portions.map((tax) => ({
    title: tax.text("name"),
    amount: commercetoolsAmount(tax.object("amount")),
  }));
}

/** What the lines cost before discounts; known only where no price includes tax. */
function subtotalOf(lines: readonly Payload<CommercetoolsLineItem>[]): number | undefined {
  return sumOf(
    lines.map((line) => {
      const price = commercetoolsAmount(line.object("price")?.object("value"));
      const quantity = line.quantity("quantity");
      const isNet = line.object("taxRate")?.flag("includedInPrice") === false;
      return isNet && price !== undefined && quantity !== undefined ? price * quantity : undefined;
    }),
  );
}

/** A variant is known by its SKU: its id counts from 1 in each product. */
const itemOf = (line: Payload<CommercetoolsLineItem>, locale: string | undefined) => ({
  sku: line.object("variant")?.text("sku"),
  title: nameIn(locale, line.object("name")),
  quantity: line.quantity("quantity"),
  price: commercetoolsAmount(line.object("price")?.object("value")),
  product_id: line.id("productId"),
  variant_id: line.object("variant")?.text("sku"),
});

const customItemOf = (line: Payload<CommercetoolsCustomLineItem>, locale: string | undefined) => ({
  title: nameIn(locale, line.object("name")),
  quantity: line.quantity("quantity"),
  price: commercetoolsAmount(line.object("money")),
});

/** Ends the mapping of a message that carries only the change, or whose order was too large for it. */
function refuseMessageWithoutOrder(given: Payload<Wrapped<CommercetoolsOrder>>): void {
  // A `Payload` checks what it reads, so that it may be looked at as a message, too.
  const message = given as Payload<{ resource: unknown; order: unknown }>;
  if (!message.has("resource") || message.has("order")) return;
  message.stop(
    "missing",
    "order",
    "is missing: this message carries only the change; fetch the order by resource.id",
  );
}

/**
 * Maps an order of commercetools, by itself or as the `order` of a message (`OrderCreated`, `OrderImported`); a message without
 * one carries only the change, and the order must be fetched. Its id becomes a number by `orderIdFrom`; the subtotal is left
 * out where prices include tax. commercetools keeps no consent to marketing: set it yourself where you keep it.
 *
 * @throws InvalidInputError for an object that is not an order (`missing`, `invalid`) and for a state that commercetools does not
 *   publish (`unknown_status`)
 * @see https://docs.commercetools.com/api/projects/orders#order
 */
export function fromCommercetools(order: Wrapped<CommercetoolsOrder>): OrderInput {
  return mapOrder<Wrapped<CommercetoolsOrder>>("an order of commercetools", order, (given) => {
    const payload = unwrapped(given);
    refuseMessageWithoutOrder(given);
    payload.require("an order of commercetools", "id", "createdAt", "orderState", "totalPrice");
    const locale = payload.text("locale");
    const lines = payload.list("lineItems")?.filter((line) => line.text("lineItemMode") !== "GiftLineItem");
    const customLines = payload.list("customLineItems") ?? [];
    const items = lines && [
      ...lines.map((line) => itemOf(line, locale)),
      ...customLines.map((line) => customItemOf(line, locale)),
    ];
    const counts = lines && [...lines, ...customLines].map((line) => line.count("quantity"));
    const total = payload.object("taxedPrice")?.object("totalGross") ?? payload.object("totalPrice");
    const [billing, shipping] = [payload.object("billingAddress"), payload.object("shippingAddress")];
    return asOrder(
      {
        order_id: textOrderId(payload, "id"),
        order_date: payload.date("completedAt") ?? payload.date("createdAt"),
        total: commercetoolsAmount(total),
        subtotal: subtotalOf(lines ?? []),
        currency: total?.text("currencyCode"),
        customer_id: payload.text("customerId"),
        financial_status: commercetoolsFinancialStatus(payload),
        fulfillment_status: commercetoolsFulfillmentStatus(payload),
        discounts: discountsOf(payload, lines ?? []),
        tax_lines: taxesOf(payload),
        line_items: items,
        total_items: itemCount(counts),
        billing_address: addressOf(billing),
        shipping_address: addressOf(shipping),
      },
      {
        email: payload.text("customerEmail") ?? billing?.text("email") ?? shipping?.text("email"),
        addressPhones: [...phonesOf(billing), ...phonesOf(shipping)],
      },
    );
  });
}

/** The version of an order of commercetools: its own count of changes. */
export function commercetoolsVersion(order: Wrapped<CommercetoolsOrder>): OrderVersion | undefined {
  return readVersion(order, (given) => unwrapped(given).number("version"));
}
