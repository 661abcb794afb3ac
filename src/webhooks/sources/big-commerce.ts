import type { BigCommerceOrder } from "../../platforms/bigcommerce/bigcommerce-order.js";
import { bigCommerceVersion, fromBigCommerce } from "../../platforms/bigcommerce/from-bigcommerce.js";
import { isRecord } from "../../schemas/objects/is-object.js";
import type { OrderInput } from "../../schemas/order/order.js";
import { idText, readHookObject } from "../json/read-hook-json.js";
import { platformRules } from "../respond/platform-rules.js";
import { givenOptions } from "../signatures/given-options.js";
import { bigCommerceCheck, type VerifyBigCommerceOptions } from "../verifiers/big-commerce.js";
import type { MapOptions, WebhookSource } from "../webhook-source.js";
import { requireFunction } from "./check-source-options.js";
import { type FetchOrder, fetchedReading } from "./fetch-order.js";

export interface BigCommerceWebhookOptions extends Omit<VerifyBigCommerceOptions, "now"> {
  /**
   * Fetches the order with its sub-resources, since the webhook has only the id: `fetchBigCommerceOrder({ storeHash,
   * token })`, or your own that returns `{ order, products, shippingAddresses, coupons }`.
   */
  readonly fetchOrder: FetchOrder<BigCommerceOrder>;
  /** Maps the order. Default: `fromBigCommerce`. */
  readonly map?: ((order: BigCommerceOrder, options: MapOptions) => OrderInput) | undefined;
}

const topics: ReadonlySet<string> = new Set([
  "store/order/created",
  "store/order/updated",
  "store/order/statusUpdated",
  "store/order/archived",
  "store/order/refund/created",
]);

/**
 * BigCommerce's webhooks `store/order/*`.
 *
 * @throws InvalidInputError for an empty secret, and without `fetchOrder`
 * @see https://developer.bigcommerce.com/docs/integrations/webhooks/events
 */
export function bigCommerceWebhook(options: BigCommerceWebhookOptions): WebhookSource {
  const { fetchOrder, map = fromBigCommerce } = givenOptions(options);
  requireFunction(fetchOrder, "fetchOrder", "fetches an order by its id");
  return {
    platform: "bigcommerce",
    rules: platformRules.bigcommerce,
    verify: bigCommerceCheck(options),
    read(hook) {
      const { scope, data } = readHookObject(hook);
      const event = {
        platform: "bigcommerce",
        topic: idText(scope) ?? "",
        orderId: isRecord(data) && data.type === "order" ? idText(data.id) : undefined,
      };
      return {
        ...event,
        skip: topics.has(event.topic) ? undefined : "other_topic",
        ...fetchedReading(event, fetchOrder, (order, mapOptions) => ({
          order: map(order, mapOptions),
          version: bigCommerceVersion(order),
        })),
      };
    },
  };
}
