import type { TestOrderOptions } from "../../platforms/payload/mapping-options.js";
import { fromShopifyWebhook, shopifyWebhookVersion } from "../../platforms/shopify/from-shopify-webhook.js";
import type { ShopifyWebhookOrder } from "../../platforms/shopify/shopify-webhook-order.js";
import type { OrderInput } from "../../schemas/order/order.js";
import { asSent, type HookObject, idText, readHookObject } from "../json/read-hook-json.js";
import { platformRules } from "../respond/platform-rules.js";
import { givenOptions } from "../signatures/given-options.js";
import { shopifyCheck, type VerifyShopifyOptions } from "../verifiers/shopify.js";
import type { WebhookSource } from "../webhook-source.js";

export interface ShopifyWebhookOptions extends VerifyShopifyOptions, TestOrderOptions {
  /** Maps the order. Default: `fromShopifyWebhook` with `testOrders`. */
  readonly map?: ((order: ShopifyWebhookOrder) => OrderInput) | undefined;
}

/** The topics whose payload is the whole order. `orders/edited` has an edit, `orders/delete` an id. */
const topics: ReadonlySet<string> = new Set([
  "orders/create",
  "orders/updated",
  "orders/paid",
  "orders/partially_fulfilled",
  "orders/fulfilled",
  "orders/cancelled",
]);

/** Checks that the payload looks like an order, since topics are not signed. */
const isOrder = (payload: HookObject): boolean =>
  typeof payload.total_price === "string" && typeof payload.created_at === "string";

/**
 * Shopify's webhooks `orders/*`, in JSON.
 *
 * @throws InvalidInputError for an empty secret
 * @see https://shopify.dev/docs/apps/build/webhooks
 */
export function shopifyWebhook(options: ShopifyWebhookOptions): WebhookSource {
  const { testOrders } = givenOptions(options);
  const { map = (order: ShopifyWebhookOrder) => fromShopifyWebhook(order, { testOrders }) } = options;
  return {
    platform: "shopify",
    rules: platformRules.shopify,
    verify: shopifyCheck(options),
    read(hook) {
      const topic = hook.headers.get("X-Shopify-Topic") ?? hook.headers.get("Shopify-Topic") ?? "";
      const payload = readHookObject(hook);
      const order = asSent<ShopifyWebhookOrder>(payload);
      return {
        topic,
        orderId: idText(payload.id),
        skip: !topics.has(topic) ? "other_topic" : isOrder(payload) ? undefined : "not_an_order",
        map: () => ({ order: map(order), version: shopifyWebhookVersion(order) }),
      };
    },
  };
}
