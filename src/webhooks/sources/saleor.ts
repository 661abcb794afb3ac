import type { Wrapped } from "../../platforms/payload/unwrapped.js";
import { fromSaleor, saleorVersion } from "../../platforms/saleor/from-saleor.js";
import type { SaleorOrder } from "../../platforms/saleor/saleor-order.js";
import { isRecord } from "../../schemas/objects/is-object.js";
import type { OrderInput } from "../../schemas/order/order.js";
import { asSent, idText, readHookObject } from "../json/read-hook-json.js";
import { platformRules } from "../respond/platform-rules.js";
import { givenOptions } from "../signatures/given-options.js";
import { saleorCheck, type VerifySaleorOptions } from "../verifiers/saleor.js";
import type { MapOptions, WebhookSource } from "../webhook-source.js";

export interface SaleorWebhookOptions extends VerifySaleorOptions {
  /** Maps the order. Default: `fromSaleor`. */
  readonly map?: ((order: Wrapped<SaleorOrder>, options: MapOptions) => OrderInput) | undefined;
}

const topics: ReadonlySet<string> = new Set([
  "order_created",
  "order_confirmed",
  "order_paid",
  "order_fully_paid",
  "order_refunded",
  "order_fully_refunded",
  "order_updated",
  "order_cancelled",
  "order_expired",
  "order_fulfilled",
]);

/**
 * Saleor's asynchronous webhooks about orders, with a subscription query for `SALEOR_ORDER_FRAGMENT`. Saleor repeats
 * for five minutes only, so a handler needs `onUndelivered`.
 *
 * @throws InvalidInputError without the address or the keys of your Saleor
 * @see https://docs.saleor.io/developer/extending/webhooks/asynchronous-events
 */
export function saleorWebhook(options: SaleorWebhookOptions): WebhookSource {
  const { map = fromSaleor } = givenOptions(options);
  return {
    platform: "saleor",
    rules: platformRules.saleor,
    verify: saleorCheck(options),
    read(hook) {
      const topic = (
        hook.headers.get("Saleor-Event") ??
        hook.headers.get("X-Saleor-Event") ??
        ""
      ).toLowerCase();
      const payload = readHookObject(hook);
      const object = isRecord(payload.order) ? payload.order : payload;
      const order = asSent<Wrapped<SaleorOrder>>(payload);
      const isOrder = typeof object.id === "string" && isRecord(object.total);
      return {
        topic,
        orderId: idText(object.id),
        skip: !topics.has(topic) ? "other_topic" : isOrder ? undefined : "not_an_order",
        map: ({ wasReported }) => ({ order: map(order, { wasReported }), version: saleorVersion(order) }),
      };
    },
  };
}
