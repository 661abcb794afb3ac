import type { OrderInput } from "../../schemas/order/order.js";
import type { FinancialStatus, FulfillmentStatus } from "../../schemas/order/status.js";
import { type OrderVersion, readVersion } from "../order-version.js";
import { postalAddress } from "../payload/address.js";
import { itemCount, oneLine, refundedStatus } from "../payload/amounts.js";
import { asOrder } from "../payload/as-order.js";
import type { BuyerPhone } from "../payload/buyer-fields.js";
import { mapOrder } from "../payload/map-order.js";
import { mappedStatus, type StatusTable } from "../payload/mapped-status.js";
import { refuseTest, type TestOrderOptions } from "../payload/mapping-options.js";
import type { Payload } from "../payload/payload.js";
import { textOrderId } from "../payload/text-order-id.js";
import { dateOf } from "../payload/times.js";
import type {
  SquarespaceAddress,
  SquarespaceMoney,
  SquarespaceOrder,
  SquarespaceTotals,
} from "./squarespace-order.js";

const fulfillments = {
  PENDING: "unfulfilled",
  FULFILLED: "fulfilled",
  CANCELED: undefined,
} as const satisfies StatusTable<string, FulfillmentStatus>;

const addressOf = (address: Payload<SquarespaceAddress> | undefined): OrderInput["shipping_address"] =>
  address &&
  postalAddress({
    first_name: address.text("firstName"),
    last_name: address.text("lastName"),
    city: address.text("city"),
    state_code: address.text("state"),
    country_code: address.text("countryCode"),
    postal_code: address.text("postalCode"),
  });

const phoneOf = (address: Payload<SquarespaceAddress> | undefined): BuyerPhone => ({
  text: address?.text("phone"),
  country: address?.text("countryCode"),
});

/** A sum, at the top of the order or among its totals. */
const sumAt = (
  order: Payload<SquarespaceOrder>,
  key: keyof SquarespaceTotals,
): Payload<SquarespaceMoney> | undefined => order.object(key) ?? order.object("totals")?.object(key);

/** Squarespace takes the money before there is an order: what is neither refunded nor cancelled is paid. */
function moneyOf(order: Payload<SquarespaceOrder>): FinancialStatus {
  const refunded = sumAt(order, "refundedTotal")?.number("value");
  const isCanceled = order.text("fulfillmentStatus") === "CANCELED";
  return (
    refundedStatus(refunded, sumAt(order, "grandTotal")?.number("value")) ?? (isCanceled ? "voided" : "paid")
  );
}

/**
 * Maps an order of Squarespace's Commerce Orders API. Its id becomes a number by `orderIdFrom`. Squarespace's order keeps no
 * consent to marketing: set it yourself where you keep it.
 *
 * @throws InvalidInputError for a body that is not an order (`missing`, `invalid`), for a test order (`is_test`) and for a status
 *   that Squarespace does not publish (`unknown_status`)
 * @see https://developers.squarespace.com/commerce-apis/orders-overview
 */
export function fromSquarespace(order: SquarespaceOrder, options: TestOrderOptions = {}): OrderInput {
  return mapOrder<SquarespaceOrder>("an order of Squarespace", order, (payload) => {
    refuseTest(payload, "testmode", options);
    payload.require("an order of Squarespace", "id", "createdOn", "fulfillmentStatus");
    const total = sumAt(payload, "grandTotal");
    if (total === undefined)
      payload.report("missing", "grandTotal", "is missing: this is not an order of Squarespace");
    const items = payload.list("lineItems");
    const [billing, shipping] = [payload.object("billingAddress"), payload.object("shippingAddress")];
    return asOrder(
      {
        order_id: textOrderId(payload, "id"),
        order_date: payload.date("createdOn"),
        total: total?.amount("value"),
        subtotal: sumAt(payload, "subtotal")?.amount("value"),
        currency: total?.text("currency"),
        financial_status: moneyOf(payload),
        fulfillment_status: mappedStatus(payload, "fulfillmentStatus", fulfillments),
        discounts: payload
          .list("discountLines")
          ?.map((line) => ({ code: line.text("promoCode"), amount: line.object("amount")?.amount("value") })),
        tax_lines: oneLine(sumAt(payload, "taxTotal")?.number("value"), { title: "Tax" }),
        line_items: items?.map((item) => ({
          sku: item.text("sku"),
          title: item.text("productName"),
          quantity: item.quantity("quantity"),
          price: item.object("unitPricePaid")?.amount("value"),
          product_id: item.id("productId"),
          variant_id: item.id("variantId"),
        })),
        total_items: itemCount(items?.map((item) => item.count("quantity"))),
        billing_address: addressOf(billing),
        shipping_address: addressOf(shipping),
      },
      {
        email: payload.text("customerEmail"),
        phones: [phoneOf(billing)],
        addressPhones: [phoneOf(shipping)],
      },
    );
  });
}

/** The version of an order of Squarespace: `modifiedOn`. */
export function squarespaceVersion(order: SquarespaceOrder): OrderVersion | undefined {
  return readVersion(order, (payload) => dateOf(payload.date("modifiedOn")));
}
