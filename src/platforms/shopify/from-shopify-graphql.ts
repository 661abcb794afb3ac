import type { OrderInput } from "../../schemas/order/order.js";
import type { FulfillmentStatus } from "../../schemas/order/status.js";
import { type OrderVersion, readVersion } from "../order-version.js";
import { postalAddress } from "../payload/address.js";
import { afterCancellation } from "../payload/after-cancellation.js";
import { itemCount, sumOf } from "../payload/amounts.js";
import { asOrder } from "../payload/as-order.js";
import type { Buyer, BuyerPhone } from "../payload/buyer-fields.js";
import { mapOrder } from "../payload/map-order.js";
import { mappedStatus } from "../payload/mapped-status.js";
import { refuseTest, type TestOrderOptions } from "../payload/mapping-options.js";
import type { Payload } from "../payload/payload.js";
import { dateOf } from "../payload/times.js";
import { acceptsEmail } from "./shopify-consent.js";
import { idOfGid } from "./shopify-gid.js";
import type {
  ShopifyGraphqlAddress,
  ShopifyGraphqlLineItem,
  ShopifyGraphqlOrder,
  ShopifyMoneyBag,
} from "./shopify-graphql-order.js";
import { shopifyDisplayFulfillmentStatuses, shopifyFinancialStatuses } from "./shopify-statuses.js";

const lowerCase = (word: string): string => word.toLowerCase();

const shopMoney = (bag: Payload<ShopifyMoneyBag> | undefined) => bag?.object("shopMoney");

const addressOf = (address: Payload<ShopifyGraphqlAddress> | undefined): OrderInput["shipping_address"] =>
  address &&
  postalAddress({
    first_name: address.text("firstName"),
    last_name: address.text("lastName"),
    city: address.text("city"),
    state_code: address.text("provinceCode"),
    country_code: address.text("countryCodeV2"),
    postal_code: address.text("zip"),
  });

const phoneOf = (address: Payload<ShopifyGraphqlAddress> | undefined): BuyerPhone => ({
  text: address?.text("phone"),
  country: address?.text("countryCodeV2"),
});

function itemsOf(order: Payload<ShopifyGraphqlOrder>): Payload<ShopifyGraphqlLineItem>[] | undefined {
  const lines = order.object("lineItems");
  const pages = lines?.object("pageInfo");
  if (pages?.flag("hasNextPage") === true) {
    pages.report(
      "invalid",
      "hasNextPage",
      "is true: the order has more items; ask for them and put all into nodes",
    );
  }
  return (
    lines?.list("nodes") ??
    lines?.list("edges")?.flatMap((edge) => {
      const node = edge.object("node");
      return node === undefined ? [] : [node];
    })
  );
}

/** The status of the goods. They are delivered when all of them were sent and every parcel has arrived or was picked up. */
function fulfillmentOf(order: Payload<ShopifyGraphqlOrder>): FulfillmentStatus | undefined {
  const status = mappedStatus(
    order,
    "displayFulfillmentStatus",
    shopifyDisplayFulfillmentStatuses,
    lowerCase,
  );
  const sent = order.list("fulfillments")?.filter((parcel) => parcel.text("status") === "SUCCESS") ?? [];
  const hasArrived = sent.every((parcel) =>
    /^(?:DELIVERED|PICKED_UP)$/.test(parcel.text("displayStatus") ?? ""),
  );
  return status === "fulfilled" && sent.length > 0 && hasArrived ? "delivered" : status;
}

/** The order gives one amount for all discounts: it goes to the first code. */
function discountsOf(order: Payload<ShopifyGraphqlOrder>): OrderInput["discounts"] {
  const amount = shopMoney(order.object("totalDiscountsSet"))?.number("amount");
  const given = order.value("discountCodes");
  const [first, ...others] = Array.isArray(given) ? given.filter((code) => typeof code === "string") : [];
  if (first === undefined) return amount === undefined || amount === 0 ? undefined : [{ amount }];
  return [
    amount === undefined ? { code: first } : { code: first, amount },
    ...others.map((code) => ({ code })),
  ];
}

function buyerOf(order: Payload<ShopifyGraphqlOrder>): Buyer {
  const customer = order.object("customer");
  const [byEmail, byPhone] = [
    customer?.object("defaultEmailAddress"),
    customer?.object("defaultPhoneNumber"),
  ];
  const customerEmail = byEmail?.text("emailAddress") ?? customer?.text("email");
  const email = order.text("email") ?? customerEmail;
  const phone = { text: byPhone?.text("phoneNumber") ?? customer?.text("phone") };
  const emailState =
    byEmail?.text("marketingState") ?? customer?.object("emailMarketingConsent")?.text("marketingState");
  const smsState =
    byPhone?.text("marketingState") ?? customer?.object("smsMarketingConsent")?.text("marketingState");
  return {
    email,
    phones: [phone, { text: order.text("phone") }],
    addressPhones: [
      phoneOf(customer?.object("defaultAddress")),
      phoneOf(order.object("billingAddress")),
      phoneOf(order.object("shippingAddress")),
    ],
    acceptsEmail: acceptsEmail({
      sentTo: email,
      customerEmail,
      state: emailState?.toLowerCase(),
      atCheckout: order.flag("customerAcceptsMarketing"),
    }),
    sms: smsState === undefined ? undefined : { phone, accepts: smsState === "SUBSCRIBED" },
  };
}

/**
 * Maps an `Order` of Shopify's Admin GraphQL, with the same ids as `fromShopifyWebhook`: the digits of the `gid`. Ask for it with
 * `SHOPIFY_ORDER_FRAGMENT`. The whole discount goes to the first code, since the order gives no amount for each. An order of
 * which not all items were asked for is refused.
 *
 * @throws InvalidInputError for an id that is not the `gid` of an order and for other bodies that are not orders (`missing`,
 *   `invalid`), for a test order (`is_test`) and for a status that Shopify does not publish (`unknown_status`)
 * @see https://shopify.dev/docs/api/admin-graphql/latest/objects/Order
 */
export function fromShopifyGraphql(order: ShopifyGraphqlOrder, options: TestOrderOptions = {}): OrderInput {
  return mapOrder<ShopifyGraphqlOrder>("an order of Shopify", order, (payload) => {
    refuseTest(payload, "test", options);
    const id = idOfGid(payload.text("id"), "Order");
    if (id === undefined) {
      const message = "must be the order's gid, as Shopify gives it: gid://shopify/Order/…";
      payload.report(payload.has("id") ? "invalid" : "missing", "id", message);
    }
    payload.require("an order of Shopify", "createdAt", "totalPriceSet");
    const total = shopMoney(payload.object("totalPriceSet"));
    total?.require("an amount of Shopify", "amount", "currencyCode");
    const items = itemsOf(payload);
    const money = mappedStatus(payload, "displayFinancialStatus", shopifyFinancialStatuses, lowerCase);
    const discount = shopMoney(payload.object("totalDiscountsSet"))?.number("amount") ?? 0;
    return asOrder(
      {
        order_id: id,
        order_date: payload.date("processedAt") ?? payload.date("createdAt"),
        total: total?.amount("amount"),
        subtotal: sumOf([shopMoney(payload.object("subtotalPriceSet"))?.number("amount"), discount]),
        currency: total?.text("currencyCode"),
        customer_id: idOfGid(payload.object("customer")?.text("id"), "Customer"),
        financial_status: payload.has("cancelledAt") ? afterCancellation(money) : money,
        fulfillment_status: fulfillmentOf(payload),
        discounts: discountsOf(payload),
        tax_lines: payload.list("taxLines")?.map((tax) => ({
          title: tax.text("title"),
          amount: shopMoney(tax.object("priceSet"))?.amount("amount"),
        })),
        line_items: items?.map((item) => ({
          sku: item.text("sku"),
          title: item.text("title"),
          quantity: item.quantity("quantity"),
          price: shopMoney(item.object("originalUnitPriceSet"))?.amount("amount"),
          product_id: idOfGid(item.object("product")?.text("id"), "Product"),
          variant_id: idOfGid(item.object("variant")?.text("id"), "ProductVariant"),
        })),
        total_items: itemCount(items?.map((item) => item.count("quantity"))),
        billing_address: addressOf(payload.object("billingAddress")),
        shipping_address: addressOf(payload.object("shippingAddress")),
      },
      buyerOf(payload),
    );
  });
}

/** The version of an `Order` of Shopify's Admin GraphQL: `updatedAt`. It compares with that of the webhooks. */
export function shopifyGraphqlVersion(order: ShopifyGraphqlOrder): OrderVersion | undefined {
  return readVersion(order, (payload) => dateOf(payload.date("updatedAt")));
}
