// Each platform has a mapper, `from…`, which makes an `OrderInput` of what the platform sends, and a function `…Version`, which
// reads from the same object how new its state is (an `OrderVersion`, or undefined where the object does not have it). Both go to
// the client: `client.orders.upsert(fromWooCommerce(body), { version: wooCommerceVersion(body) })`. README.md lists where each value
// comes from.
export { parseJson } from "../http/response/lossless-json.js";
export type {
  BigCommerceAddress,
  BigCommerceOrder,
  BigCommerceProduct,
  BigCommerceV2Order,
} from "./bigcommerce/bigcommerce-order.js";
export { bigCommerceVersion, fromBigCommerce } from "./bigcommerce/from-bigcommerce.js";
export type {
  CommercetoolsAddress,
  CommercetoolsCustomLineItem,
  CommercetoolsLineItem,
  CommercetoolsMoney,
  CommercetoolsOrder,
  CommercetoolsText,
} from "./commercetools/commercetools-order.js";
export { commercetoolsVersion, fromCommercetools } from "./commercetools/from-commercetools.js";
export type { EcwidItem, EcwidOrder, EcwidPerson } from "./ecwid/ecwid-order.js";
export { type EcwidOptions, ecwidVersion, fromEcwid } from "./ecwid/from-ecwid.js";
export { fromMagento2, magento2Version } from "./magento2/from-magento2.js";
export type { Magento2Address, Magento2Item, Magento2Order } from "./magento2/magento2-order.js";
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
export type { Wrapped } from "./payload/unwrapped.js";
export { fromSaleor, saleorVersion } from "./saleor/from-saleor.js";
export {
  SALEOR_ORDER_FRAGMENT,
  type SaleorAddress,
  type SaleorDiscount,
  type SaleorMoney,
  type SaleorOrder,
  type SaleorOrderLine,
  type SaleorTaxedMoney,
} from "./saleor/saleor-order.js";
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
export { fromSquare, squareVersion } from "./square/from-square.js";
export type {
  SquareAddress,
  SquareApiOrder,
  SquareApiOrderWithPayments,
  SquareCustomer,
  SquareFulfillment,
  SquareLineItem,
  SquareMoney,
  SquareOrder,
  SquarePayment,
  SquareRecipient,
} from "./square/square-order.js";
export type { CamelCased, CamelName } from "./square/square-spelling.js";
export { fromSquarespace, squarespaceVersion } from "./squarespace/from-squarespace.js";
export type {
  SquarespaceAddress,
  SquarespaceLineItem,
  SquarespaceMoney,
  SquarespaceOrder,
  SquarespaceTotals,
} from "./squarespace/squarespace-order.js";
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
export { fromVendure, vendureVersion } from "./vendure/from-vendure.js";
export type {
  VendureAddress,
  VendureOrder,
  VendureOrderLine,
  VendurePayment,
} from "./vendure/vendure-order.js";
export type { VendureOptions, VendureStatuses } from "./vendure/vendure-statuses.js";
export { fromWooCommerce, wooCommerceVersion } from "./woocommerce/from-woocommerce.js";
export type {
  WooCommerceAddress,
  WooCommerceLineItem,
  WooCommerceOrder,
} from "./woocommerce/woocommerce-order.js";
export type { WooCommerceOptions, WooCommerceStatuses } from "./woocommerce/woocommerce-statuses.js";
