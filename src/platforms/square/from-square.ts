import type { OrderInput } from "../../schemas/order/order.js";
import { type OrderVersion, readVersion } from "../order-version.js";
import { postalAddress } from "../payload/address.js";
import { itemCount, sumOf } from "../payload/amounts.js";
import { asOrder } from "../payload/as-order.js";
import { isSameEmail } from "../payload/buyer-fields.js";
import { mapOrder } from "../payload/map-order.js";
import { type DraftOptions, refuseDraft } from "../payload/mapping-options.js";
import { minorAmount } from "../payload/minor-amount.js";
import type { Payload } from "../payload/payload.js";
import { textOrderId } from "../payload/text-order-id.js";
import type {
  SquareAddress,
  SquareApiOrder,
  SquareApiOrderWithPayments,
  SquareMoney,
  SquareOrder,
  SquareRecipient,
} from "./square-order.js";
import { inCamelCase } from "./square-spelling.js";
import { squareFinancialStatus, squareFulfillmentStatus, squareState } from "./square-statuses.js";

const amountOf = (money: Payload<SquareMoney> | undefined): number | undefined =>
  money && minorAmount(money, "amount", money.text("currency"));

const addressOf = (
  address: Payload<SquareAddress> | undefined,
  name: string | undefined,
): OrderInput["shipping_address"] =>
  postalAddress({
    first_name: address?.text("first_name"),
    last_name: address?.text("last_name"),
    name,
    city: address?.text("locality"),
    state_code: address?.text("administrative_district_level_1"),
    country_code: address?.text("country"),
    postal_code: address?.text("postal_code"),
  });

/** The first receiver that a fulfillment names. */
function recipientOf(order: Payload<SquareApiOrder>): Payload<SquareRecipient> | undefined {
  const recipients = order.list("fulfillments")?.flatMap((one) => {
    const details = [
      one.object("shipment_details"),
      one.object("delivery_details"),
      one.object("pickup_details"),
    ];
    return details.flatMap((detail) => detail?.object("recipient") ?? []);
  });
  return recipients?.[0];
}

/** The order with its resources, whichever way they are spelled. */
function spelledAsApi(given: Payload<SquareOrder>): Payload<SquareApiOrderWithPayments> {
  // From here on each name is looked up in both spellings.
  return given.alsoSpelled(inCamelCase) as Payload<SquareApiOrderWithPayments>;
}

/**
 * Maps an order of Square's Orders API with its payments, and its customer where it has one, as the API or Square's SDK gives
 * them. Its id becomes a number by `orderIdFrom`. Square keeps no consent to marketing: a customer can only have unsubscribed.
 * Most orders of a shop's counter name no buyer, and are refused later with the code `no_contact`.
 *
 * @throws InvalidInputError for an object that is not an order (`missing`, `invalid`), for a draft (`not_an_order`) and for a state
 *   that Square does not publish (`unknown_status`)
 * @see https://developer.squareup.com/reference/square/objects/Order
 */
export function fromSquare(order: SquareOrder, options: DraftOptions = {}): OrderInput {
  return mapOrder<SquareOrder>("an order of Square, as { order, payments }", order, (pair) => {
    const given = spelledAsApi(pair);
    const payload = given.object("order");
    if (payload === undefined) return given.stop("missing", "order", "is missing: pass { order, payments }");
    const state = squareState(payload);
    if (state === "draft") refuseDraft(payload, "state", options, "is DRAFT");
    payload.require("an order of Square", "id", "state", "created_at", "total_money");
    const total = payload.object("total_money");
    total?.require("an amount of Square", "amount", "currency");
    const [customer, recipient] = [given.object("customer"), recipientOf(payload)];
    const payments = given.list("payments") ?? [];
    const [payment] = payments;
    const items = payload.list("line_items");
    const billing = payment?.object("billing_address");
    const shipping = recipient?.object("address") ?? payment?.object("shipping_address");
    const [buyerEmail] = payments.flatMap((one) => one.text("buyer_email_address") ?? []);
    const email = buyerEmail ?? customer?.text("email_address") ?? recipient?.text("email_address");
    const customerPhone = {
      text: customer?.text("phone_number"),
      country: (customer?.object("address") ?? billing ?? shipping)?.text("country"),
    };
    const recipientPhone = { text: recipient?.text("phone_number"), country: shipping?.text("country") };
    // The recipient of a gift is another person than the buyer, whose address then is another one.
    const isBuyer = isSameEmail(email, recipient?.text("email_address"));
    return asOrder(
      {
        order_id: textOrderId(payload, "id"),
        order_date: payload.date("created_at"),
        total: amountOf(total),
        subtotal: sumOf(items?.map((item) => amountOf(item.object("gross_sales_money"))) ?? []),
        currency: total?.text("currency"),
        customer_id: payload.text("customer_id"),
        financial_status: squareFinancialStatus(given, payload, state),
        fulfillment_status: squareFulfillmentStatus(payload),
        discounts: payload
          .list("discounts")
          ?.map((one) => ({ amount: amountOf(one.object("applied_money")) })),
        tax_lines: payload
          .list("taxes")
          ?.map((tax) => ({ title: tax.text("name"), amount: amountOf(tax.object("applied_money")) })),
        line_items: items?.map((item) => ({
          title: item.text("name"),
          quantity: item.quantity("quantity"),
          price: amountOf(item.object("base_price_money")),
          variant_id: item.id("catalog_object_id"),
        })),
        total_items: itemCount(items?.map((item) => item.count("quantity"))),
        billing_address: addressOf(billing, undefined),
        shipping_address: addressOf(shipping, recipient?.text("display_name")),
      },
      {
        email,
        phones: isBuyer ? [customerPhone, recipientPhone] : [customerPhone],
        addressPhones: [recipientPhone],
      },
    );
  });
}

/** The version of an order of Square: its own count of changes. */
export function squareVersion(order: SquareOrder): OrderVersion | undefined {
  return readVersion(order, (given) => spelledAsApi(given).object("order")?.number("version"));
}
