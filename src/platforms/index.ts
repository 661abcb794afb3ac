// Each platform has a mapper, `from…`, which makes an `OrderInput` of what the platform sends, and a function `…Version`, which
// reads from the same object how new its state is (an `OrderVersion`, or undefined where the object does not say). Both go to
// the client: `client.orders.upsert(fromWooCommerce(body), { version: wooCommerceVersion(body) })`. README.md says where each value
// comes from.
export { parseJson } from "../http/response/lossless-json.js";
export { fromMedusaV2, medusaV2Version } from "./medusa/from-medusa-v2.js";
export {
  MEDUSA_ORDER_FIELDS,
  type MedusaAddress,
  type MedusaAmount,
  type MedusaFulfillment,
  type MedusaLineItem,
  type MedusaOrder,
  type MedusaPaymentCollection,
} from "./medusa/medusa-order.js";
export type { OrderVersion } from "./order-version.js";
export type { DraftOptions, TestOrderOptions } from "./payload/mapping-options.js";
export { fromShopifyGraphql, shopifyGraphqlVersion } from "./shopify/from-shopify-graphql.js";
export { fromShopifyWebhook, shopifyWebhookVersion } from "./shopify/from-shopify-webhook.js";
export type {
  ShopifyGraphqlAddress,
  ShopifyGraphqlCustomer,
  ShopifyGraphqlLineItem,
  ShopifyGraphqlLineItems,
  ShopifyGraphqlOrder,
  ShopifyMoneyBag,
} from "./shopify/shopify-graphql-order.js";
export { SHOPIFY_ORDER_FRAGMENT } from "./shopify/shopify-order-fragment.js";
export type {
  ShopifyWebhookAddress,
  ShopifyWebhookCustomer,
  ShopifyWebhookLineItem,
  ShopifyWebhookOrder,
} from "./shopify/shopify-webhook-order.js";
export {
  fromStripeCheckoutSession,
  type StripeCheckoutOptions,
  stripeCheckoutVersion,
} from "./stripe/from-stripe-checkout-session.js";
export type {
  StripeAddress,
  StripeCheckoutEvent,
  StripeCheckoutSession,
  StripeLineItem,
  StripeShipping,
} from "./stripe/stripe-checkout-session.js";
export { fromWooCommerce, wooCommerceVersion } from "./woocommerce/from-woocommerce.js";
export type {
  WooCommerceAddress,
  WooCommerceLineItem,
  WooCommerceOrder,
} from "./woocommerce/woocommerce-order.js";
export type { WooCommerceOptions, WooCommerceStatuses } from "./woocommerce/woocommerce-statuses.js";
