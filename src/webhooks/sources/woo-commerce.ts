import { fromWooCommerce, wooCommerceVersion } from "../../platforms/woocommerce/from-woocommerce.js";
import type { WooCommerceOrder } from "../../platforms/woocommerce/woocommerce-order.js";
import type { WooCommerceOptions } from "../../platforms/woocommerce/woocommerce-statuses.js";
import { isRecord } from "../../schemas/objects/is-object.js";
import type { OrderInput } from "../../schemas/order/order.js";
import { asSent, type HookObject, idText, readHookObject } from "../json/read-hook-json.js";
import { platformRules } from "../respond/platform-rules.js";
import { givenOptions } from "../signatures/given-options.js";
import { type VerifyWooCommerceOptions, wooCommerceCheck } from "../verifiers/woo-commerce.js";
import type { IncomingHook, MapOptions, WebhookSource } from "../webhook-source.js";

export interface WooCommerceWebhookOptions extends VerifyWooCommerceOptions {
  /** The meaning of the shop's own order statuses; see `fromWooCommerce`. */
  readonly statuses?: WooCommerceOptions["statuses"];
  /** Maps the order. Default: `fromWooCommerce` with `statuses`. */
  readonly map?: ((order: WooCommerceOrder, options: MapOptions) => OrderInput) | undefined;
}

/** The topics whose payload is the whole order; `order.deleted` has an id. */
const topics: ReadonlySet<string> = new Set(["order.created", "order.updated", "order.restored"]);

/** WooCommerce tests a new webhook with an unsigned form. */
const isPing = ({ body }: IncomingHook): boolean =>
  body.length < 32 && /^webhook_id=\d+$/.test(new TextDecoder("latin1").decode(body));

/** Checks that the payload looks like an order, since topics are not signed. */
const isOrder = (payload: HookObject): boolean =>
  typeof payload.total === "string" && typeof payload.status === "string" && isRecord(payload.billing);

/**
 * WooCommerce's webhooks "Order created", "Order updated" and "Order restored", of the REST API's version 3.
 *
 * @throws InvalidInputError for an empty secret
 * @see https://developer.woocommerce.com/docs/best-practices/urls-and-routing/webhooks/
 */
export function wooCommerceWebhook(options: WooCommerceWebhookOptions): WebhookSource {
  const { statuses } = givenOptions(options);
  const {
    map = (order: WooCommerceOrder, { wasReported }: MapOptions) =>
      fromWooCommerce(order, { statuses, wasReported }),
  } = options;
  return {
    platform: "woocommerce",
    rules: platformRules.woocommerce,
    isGreeting: isPing,
    verify: wooCommerceCheck(options),
    read(hook) {
      const topic = hook.headers.get("X-WC-Webhook-Topic") ?? "";
      const payload = readHookObject(hook);
      const order = asSent<WooCommerceOrder>(payload);
      return {
        topic,
        orderId: idText(payload.id),
        skip: !topics.has(topic) ? "other_topic" : isOrder(payload) ? undefined : "not_an_order",
        map: ({ wasReported }) => ({
          order: map(order, { wasReported }),
          version: wooCommerceVersion(order),
        }),
      };
    },
  };
}
