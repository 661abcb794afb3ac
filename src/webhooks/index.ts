export type { SeenStore } from "./delivery/delivered-states.js";
export type {
  DeliverContext,
  HookCallbacks,
  RejectedHook,
  SkippedHook,
  UndeliveredHook,
} from "./delivery/hook-callbacks.js";
export { type BigCommerceApiOptions, fetchBigCommerceOrder } from "./fetching/fetch-big-commerce-order.js";
export { type EcwidApiOptions, fetchEcwidOrder } from "./fetching/fetch-ecwid-order.js";
export { fetchMagento2Order, type Magento2ApiOptions } from "./fetching/fetch-magento2-order.js";
export type { PlatformApiOptions } from "./fetching/fetch-platform-json.js";
export { fetchSquareOrder, type SquareApiOptions } from "./fetching/fetch-square-order.js";
export { fetchSquarespaceOrder } from "./fetching/fetch-squarespace-order.js";
export { type CommercetoolsMessageOptions, commercetoolsMessage } from "./listeners/commercetools.js";
export {
  type MedusaSubscriber,
  type MedusaSubscriberArgs,
  type MedusaSubscriberOptions,
  medusaSubscriber,
} from "./listeners/medusa.js";
export type { OrderListenerOptions } from "./listeners/order-listener.js";
export {
  VENDURE_ORDER_RELATIONS,
  type VendureOrderEvent,
  type VendureOrderListenerOptions,
  vendureOrderListener,
} from "./listeners/vendure.js";
export type { NextFunction, NodeHandler, NodeRequest, NodeResponse } from "./node/node-types.js";
export { toNodeHandler } from "./node/to-node-handler.js";
export type { PlatformRules, WebhookPlatform } from "./respond/platform-rules.js";
export type { WebhookSecret } from "./signatures/secret-keys.js";
export type { SignedTimeOptions } from "./signatures/signed-time.js";
export { type BigCommerceWebhookOptions, bigCommerceWebhook } from "./sources/big-commerce.js";
export { type CustomHook, type CustomWebhookOptions, customWebhook } from "./sources/custom.js";
export { type EcwidWebhookOptions, ecwidWebhook } from "./sources/ecwid.js";
export type { FetchOrder } from "./sources/fetch-order.js";
export { type Magento2WebhookOptions, magento2Webhook } from "./sources/magento2.js";
export { type SaleorWebhookOptions, saleorWebhook } from "./sources/saleor.js";
export { type ShopifyWebhookOptions, shopifyWebhook } from "./sources/shopify.js";
export { type SquareWebhookOptions, squareWebhook } from "./sources/square.js";
export { type SquarespaceWebhookOptions, squarespaceWebhook } from "./sources/squarespace.js";
export { type StripeWebhookOptions, stripeWebhook } from "./sources/stripe.js";
export { type WooCommerceWebhookOptions, wooCommerceWebhook } from "./sources/woo-commerce.js";
export { type VerifyBigCommerceOptions, verifyBigCommerceWebhook } from "./verifiers/big-commerce.js";
export { type VerifyEcwidOptions, verifyEcwidWebhook } from "./verifiers/ecwid.js";
export { type VerifyMagento2Options, verifyMagento2Webhook } from "./verifiers/magento2.js";
export { type JsonWebKeySet, type VerifySaleorOptions, verifySaleorWebhook } from "./verifiers/saleor.js";
export { type VerifyShopifyOptions, verifyShopifyWebhook } from "./verifiers/shopify.js";
export type { VerifiableRequest } from "./verifiers/signature-check.js";
export { type VerifySquareOptions, verifySquareWebhook } from "./verifiers/square.js";
export { type VerifySquarespaceOptions, verifySquarespaceWebhook } from "./verifiers/squarespace.js";
export { type VerifyStripeOptions, verifyStripeWebhook } from "./verifiers/stripe.js";
export { type VerifyWooCommerceOptions, verifyWooCommerceWebhook } from "./verifiers/woo-commerce.js";
export { createWebhookHandler, type WebhookHandler } from "./webhook-handler.js";
export type { RespondWhen, WebhookHandlerOptions } from "./webhook-handler-options.js";
export type { HookSettledEvent, WebhookObserver } from "./webhook-observer.js";
export type {
  FetchContext,
  HookReading,
  IncomingHook,
  MapContext,
  MapOptions,
  MappedOrder,
  SkipReason,
  WebhookEvent,
  WebhookSource,
} from "./webhook-source.js";
