import { fromMagento2, magento2Version } from "../../platforms/magento2/from-magento2.js";
import type { Magento2Order } from "../../platforms/magento2/magento2-order.js";
import { isRecord } from "../../schemas/objects/is-object.js";
import type { OrderInput } from "../../schemas/order/order.js";
import { asSent, type HookObject, idText, readHookObject } from "../json/read-hook-json.js";
import { platformRules } from "../respond/platform-rules.js";
import { givenOptions } from "../signatures/given-options.js";
import { magento2Check, type VerifyMagento2Options } from "../verifiers/magento2.js";
import type { WebhookSource } from "../webhook-source.js";
import { type FetchOrder, fetchedReading } from "./fetch-order.js";

export interface Magento2WebhookOptions extends VerifyMagento2Options {
  /**
   * Fetches the order as `GET /V1/orders/{id}` returns it: `fetchMagento2Order({ baseUrl, token })`, or your own.
   * Without it the webhook must have the whole order, whose fields the merchant chooses.
   */
  readonly fetchOrder?: FetchOrder<Magento2Order> | undefined;
  /** Maps the order. Default: `fromMagento2`. */
  readonly map?: ((order: Magento2Order) => OrderInput) | undefined;
}

/** Finds the order in a webhook, at a place that the merchant chooses: the body itself, its `order`, or `data.order`. */
function orderIn(payload: HookObject): HookObject {
  if (isRecord(payload.order)) return payload.order;
  const { data } = payload;
  return isRecord(data) && isRecord(data.order) ? data.order : payload;
}

/**
 * Adobe Commerce's webhook `observer.sales_order_save_commit_after`, with signatures turned on. The shop's own request
 * waits for the response, so use `respond: "first"`. The response has the operation in its body that Adobe Commerce
 * requires.
 *
 * @throws InvalidInputError without a public key
 * @see https://developer.adobe.com/commerce/extensibility/webhooks/
 */
export function magento2Webhook(options: Magento2WebhookOptions): WebhookSource {
  const { fetchOrder, map = fromMagento2 } = givenOptions(options);
  return {
    platform: "magento2",
    rules: platformRules.magento2,
    verify: magento2Check(options),
    read(hook) {
      const payload = orderIn(readHookObject(hook));
      const orderId = idText(payload.entity_id);
      const event = { platform: "magento2", topic: "sales_order_save_commit_after", orderId };
      const mapOrder = (order: Magento2Order) => ({ order: map(order), version: magento2Version(order) });
      return {
        ...event,
        skip: orderId === undefined ? "not_an_order" : undefined,
        ...(fetchOrder === undefined
          ? { map: () => mapOrder(asSent<Magento2Order>(payload)) }
          : fetchedReading(event, fetchOrder, mapOrder)),
      };
    },
  };
}
