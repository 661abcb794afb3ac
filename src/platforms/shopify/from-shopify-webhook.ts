import type { OrderInput } from "../../schemas/order/order.js";
import type { FulfillmentStatus } from "../../schemas/order/status.js";
import { type OrderVersion, readVersion } from "../order-version.js";
import { postalAddress } from "../payload/address.js";
import { afterCancellation } from "../payload/after-cancellation.js";
import { itemCount, oneLine, sumOf } from "../payload/amounts.js";
import { asOrder } from "../payload/as-order.js";
import type { BuyerPhone } from "../payload/buyer-fields.js";
import { mapOrder } from "../payload/map-order.js";
import { mappedStatus } from "../payload/mapped-status.js";
import { refuseTest, type TestOrderOptions } from "../payload/mapping-options.js";
import type { Payload } from "../payload/payload.js";
import { dateOf } from "../payload/times.js";
import { acceptsEmail } from "./shopify-consent.js";
import { exactId } from "./shopify-gid.js";
import { shopifyFinancialStatuses, shopifyFulfillmentStatuses } from "./shopify-statuses.js";
import type { ShopifyWebhookAddress, ShopifyWebhookOrder } from "./shopify-webhook-order.js";

const addressOf = (address: Payload<ShopifyWebhookAddress> | undefined): OrderInput["shipping_address"] =>
  address &&
  postalAddress({
    first_name: address.text("first_name"),
    last_name: address.text("last_name"),
    name: address.text("name"),
    city: address.text("city"),
    state_code: address.text("province_code"),
    country_code: address.text("country_code"),
    postal_code: address.text("zip"),
  });

const phoneOf = (address: Payload<ShopifyWebhookAddress> | undefined): BuyerPhone => ({
  text: address?.text("phone"),
  country: address?.text("country_code"),
});

/** The status of the goods. They are delivered when all of them were sent and every parcel has arrived or was picked up. */
function fulfillmentOf(order: Payload<ShopifyWebhookOrder>): FulfillmentStatus | undefined {
  const status = order.has("fulfillment_status")
    ? mappedStatus(order, "fulfillment_status", shopifyFulfillmentStatuses)
    : "unfulfilled";
  const sent = order.list("fulfillments")?.filter((parcel) => parcel.text("status") === "success") ?? [];
  const hasArrived = sent.every((parcel) =>
    /^(?:delivered|picked_up)$/.test(parcel.text("shipment_status") ?? ""),
  );
  return status === "fulfilled" && sent.length > 0 && hasArrived ? "delivered" : status;
}

/** The codes that were used, then the rest of the discount: what Shopify or the shop took off without a code. */
function discountsOf(order: Payload<ShopifyWebhookOrder>): OrderInput["discounts"] {
  const codes = order
    .list("discount_codes")
    ?.map((discount) => ({ code: discount.text("code"), amount: discount.number("amount") }));
  const total = order.number("total_discounts") ?? 0;
  const byCode = codes?.reduce((sum, { amount = 0 }) => sum + amount, 0) ?? 0;
  // Less than a hundredth of the smallest unit is what binary fractions leave behind.
  const rest = total - byCode > 1e-5 ? oneLine(total - byCode, {}) : undefined;
  return codes === undefined ? rest : [...codes, ...(rest ?? [])];
}

/** What the goods cost before discounts. */
function subtotalOf(order: Payload<ShopifyWebhookOrder>): number | undefined {
  return (
    order.number("total_line_items_price") ??
    sumOf([order.number("subtotal_price"), order.number("total_discounts") ?? 0])
  );
}

/**
 * Maps an order of Shopify's webhooks `orders/*` or of its REST Admin API, with amounts in the shop's currency. Parse the body
 * with `parseJson`: Shopify's ids can exceed 2^53, and `JSON.parse` rounds them. Consent goes along only with the address or
 * number that it was given for: `customer.email`, `customer.phone`.
 *
 * @throws InvalidInputError for a body that is not an order (`missing`, `invalid`, `not_an_order`), for a test order (`is_test`)
 *   and for a status that Shopify does not publish (`unknown_status`)
 * @see https://shopify.dev/docs/api/admin-rest/latest/resources/order
 */
export function fromShopifyWebhook(order: ShopifyWebhookOrder, options: TestOrderOptions = {}): OrderInput {
  return mapOrder<ShopifyWebhookOrder>("an order of Shopify", order, (payload) => {
    const gid = payload.text("admin_graphql_api_id");
    if (gid !== undefined && !gid.startsWith("gid://shopify/Order/")) {
      payload.stop("not_an_order", "admin_graphql_api_id", "names another thing than an order");
    }
    refuseTest(payload, "test", options);
    payload.require("an order of Shopify", "id", "total_price", "currency", "created_at");
    const customer = payload.object("customer");
    const items = payload.list("line_items");
    const [billing, shipping] = [payload.object("billing_address"), payload.object("shipping_address")];
    const money = mappedStatus(payload, "financial_status", shopifyFinancialStatuses);
    const customerEmail = customer?.text("email");
    const email = payload.text("email") ?? payload.text("contact_email") ?? customerEmail;
    const customerPhone = { text: customer?.text("phone") };
    const smsState = customer?.object("sms_marketing_consent")?.text("state");
    return asOrder(
      {
        order_id: exactId(payload.id("id"), gid, "Order"),
        order_date: payload.date("processed_at") ?? payload.date("created_at"),
        total: payload.amount("total_price"),
        subtotal: subtotalOf(payload),
        currency: payload.text("currency"),
        customer_id: exactId(customer?.id("id"), customer?.text("admin_graphql_api_id"), "Customer"),
        financial_status: payload.has("cancelled_at") ? afterCancellation(money) : money,
        fulfillment_status: fulfillmentOf(payload),
        discounts: discountsOf(payload),
        tax_lines: payload
          .list("tax_lines")
          ?.map((tax) => ({ title: tax.text("title"), amount: tax.amount("price") })),
        line_items: items?.map((item) => ({
          sku: item.text("sku"),
          title: item.text("title"),
          quantity: item.quantity("quantity"),
          price: item.amount("price"),
          product_id: item.id("product_id"),
          variant_id: item.id("variant_id"),
        })),
        total_items: itemCount(items?.map((item) => item.count("quantity"))),
        billing_address: addressOf(billing),
        shipping_address: addressOf(shipping),
      },
      {
        email,
        phones: [customerPhone, { text: payload.text("phone") }],
        addressPhones: [phoneOf(customer?.object("default_address")), phoneOf(billing), phoneOf(shipping)],
        acceptsEmail: acceptsEmail({
          sentTo: email,
          customerEmail,
          state: customer?.object("email_marketing_consent")?.text("state")?.toLowerCase(),
          atCheckout: payload.flag("buyer_accepts_marketing"),
        }),
        sms:
          smsState === undefined
            ? undefined
            : { phone: customerPhone, accepts: smsState.toLowerCase() === "subscribed" },
      },
    );
  });
}

/** The version of an order of Shopify's webhooks: `updated_at`. */
export function shopifyWebhookVersion(order: ShopifyWebhookOrder): OrderVersion | undefined {
  return readVersion(order, (payload) => dateOf(payload.date("updated_at")));
}
