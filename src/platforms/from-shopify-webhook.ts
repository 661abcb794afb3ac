import type { OrderInput } from "../schemas/order/order.js";
import { asOrder, defined } from "./buyer-fields.js";
import { mappedStatus } from "./mapped-status.js";
import { shopifyFinancialStatuses, shopifyFulfillmentStatuses } from "./shopify-statuses.js";

type Id = number | bigint | string;
type Optional<Value> = Value | null | undefined;

/** An address in Shopify's REST resources. */
export interface ShopifyWebhookAddress {
  first_name?: Optional<string>;
  last_name?: Optional<string>;
  name?: Optional<string>;
  city?: Optional<string>;
  province_code?: Optional<string>;
  country_code?: Optional<string>;
  zip?: Optional<string>;
  phone?: Optional<string>;
}

/** As much of Shopify's REST order as is used: the body of the webhooks `orders/*`. */
export interface ShopifyWebhookOrder {
  id: Id;
  /** `gid://shopify/Order/…`: used when `id` has lost its last digits to `JSON.parse`. */
  admin_graphql_api_id?: Optional<string>;
  email?: Optional<string>;
  contact_email?: Optional<string>;
  phone?: Optional<string>;
  created_at: string;
  total_price: string;
  subtotal_price?: Optional<string>;
  currency: string;
  financial_status?: Optional<string>;
  fulfillment_status?: Optional<string>;
  buyer_accepts_marketing?: Optional<boolean>;
  customer?: Optional<{
    id?: Optional<Id>;
    admin_graphql_api_id?: Optional<string>;
    phone?: Optional<string>;
    sms_marketing_consent?: Optional<{ state?: Optional<string> }>;
  }>;
  discount_codes?: Optional<readonly { code?: Optional<string>; amount: string }[]>;
  tax_lines?: Optional<readonly { title?: Optional<string>; price: string }[]>;
  line_items?: Optional<
    readonly {
      sku?: Optional<string>;
      title?: Optional<string>;
      quantity: number;
      price: string;
      product_id?: Optional<Id>;
      variant_id?: Optional<Id>;
    }[]
  >;
  billing_address?: Optional<ShopifyWebhookAddress>;
  shipping_address?: Optional<ShopifyWebhookAddress>;
}

/** The digits at the end of `gid://shopify/Order/123`. */
export function idOfGid(gid: string | null | undefined): string | undefined {
  return /^gid:\/\/shopify\/\w+\/(\d+)(?:\?.*)?$/.exec(gid ?? "")?.[1];
}

/** The exact id: a number that was rounded gives way to the text beside it; alone, it is left for `parseOrder` to refuse. */
function exactId<Given extends Optional<Id>>(id: Given, gid: string | null | undefined): Given | string {
  return typeof id === "number" && !Number.isSafeInteger(id) ? (idOfGid(gid) ?? id) : id;
}

function addressOf(address: Optional<ShopifyWebhookAddress>): OrderInput["shipping_address"] {
  if (address === null || address === undefined) return undefined;
  return defined({
    first_name: address.first_name,
    last_name: address.last_name,
    name: address.first_name || address.last_name ? undefined : address.name,
    city: address.city,
    state_code: address.province_code,
    country_code: address.country_code,
    postal_code: address.zip,
  });
}

/**
 * Says an order of Shopify's webhooks or REST Admin API in Privy's words: amounts in the shop's currency, the statuses by a
 * table of every published one. Marketing consent is `buyer_accepts_marketing`, and for SMS the customer's
 * `sms_marketing_consent`. Shopify's ids can exceed 2^53: parse the body with a parser that keeps big integers, or have
 * `admin_graphql_api_id` in it. Test orders (`test: true`) are not left out.
 *
 * @throws InvalidInputError for a status that Shopify does not publish
 */
export function fromShopifyWebhook(order: ShopifyWebhookOrder): OrderInput {
  const { customer, billing_address: billing, shipping_address: shipping, line_items: items } = order;
  return asOrder(
    {
      order_id: exactId(order.id, order.admin_graphql_api_id),
      order_date: order.created_at,
      total: order.total_price,
      subtotal: order.subtotal_price,
      currency: order.currency,
      customer_id: exactId(customer?.id, customer?.admin_graphql_api_id),
      financial_status: order.financial_status
        ? mappedStatus("Shopify", "financial_status", shopifyFinancialStatuses, order.financial_status)
        : undefined,
      fulfillment_status: mappedStatus(
        "Shopify",
        "fulfillment_status",
        shopifyFulfillmentStatuses,
        order.fulfillment_status ?? "unfulfilled",
      ),
      discounts: order.discount_codes?.map(({ code, amount }) => ({ code, amount })),
      tax_lines: order.tax_lines?.map(({ title, price }) => ({ title, amount: price })),
      line_items: items?.map(({ sku, title, quantity, price, product_id, variant_id }) => ({
        sku,
        title,
        quantity,
        price,
        product_id,
        variant_id,
      })),
      total_items: items?.reduce((count, { quantity }) => count + quantity, 0),
      billing_address: addressOf(billing),
      shipping_address: addressOf(shipping),
    },
    {
      email: order.email || order.contact_email,
      phone: order.phone || customer?.phone,
      addressPhones: [billing?.phone, shipping?.phone],
      acceptsEmail: order.buyer_accepts_marketing ?? undefined,
      acceptsSms:
        customer?.sms_marketing_consent?.state === undefined || customer.sms_marketing_consent.state === null
          ? undefined
          : customer.sms_marketing_consent.state === "subscribed",
    },
  );
}
