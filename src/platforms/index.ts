export { parseJson } from "../http/response/lossless-json.js";
export { fromMedusaV2, type MedusaAddress, type MedusaAmount, type MedusaOrder } from "./from-medusa-v2.js";
export {
  fromShopifyGraphql,
  type ShopifyGraphqlAddress,
  type ShopifyGraphqlLineItem,
  type ShopifyGraphqlOrder,
  type ShopifyMoneyBag,
} from "./from-shopify-graphql.js";
export {
  fromShopifyWebhook,
  type ShopifyWebhookAddress,
  type ShopifyWebhookOrder,
} from "./from-shopify-webhook.js";
export {
  fromStripeCheckoutSession,
  type StripeAddress,
  type StripeCheckoutOptions,
  type StripeCheckoutSession,
  type StripeLineItem,
} from "./from-stripe-checkout-session.js";
export {
  fromWooCommerce,
  type WooCommerceAddress,
  type WooCommerceOptions,
  type WooCommerceOrder,
  type WooCommerceStatuses,
} from "./from-woo-commerce.js";
