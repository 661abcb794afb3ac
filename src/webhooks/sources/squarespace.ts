import type { TestOrderOptions } from "../../platforms/payload/mapping-options.js";
import { fromSquarespace, squarespaceVersion } from "../../platforms/squarespace/from-squarespace.js";
import type { SquarespaceOrder } from "../../platforms/squarespace/squarespace-order.js";
import { isRecord } from "../../schemas/objects/is-object.js";
import type { OrderInput } from "../../schemas/order/order.js";
import { idText, readHookObject } from "../json/read-hook-json.js";
import { platformRules } from "../respond/platform-rules.js";
import { givenOptions } from "../signatures/given-options.js";
import { squarespaceCheck, type VerifySquarespaceOptions } from "../verifiers/squarespace.js";
import type { WebhookSource } from "../webhook-source.js";
import { requireFunction } from "./check-source-options.js";
import { type FetchOrder, fetchedReading } from "./fetch-order.js";

export interface SquarespaceWebhookOptions extends VerifySquarespaceOptions, TestOrderOptions {
  /** Fetches the order, since the webhook has only the id: `fetchSquarespaceOrder({ token })`, or your own. */
  readonly fetchOrder: FetchOrder<SquarespaceOrder>;
  /** Maps the order. Default: `fromSquarespace` with `testOrders`. */
  readonly map?: ((order: SquarespaceOrder) => OrderInput) | undefined;
}

const topics: ReadonlySet<string> = new Set(["order.create", "order.update"]);

/**
 * Squarespace's notifications `order.create` and `order.update`.
 *
 * @throws InvalidInputError for a secret that is empty or not hexadecimal, and without `fetchOrder`
 * @see https://developers.squarespace.com/webhooks/overview
 */
export function squarespaceWebhook(options: SquarespaceWebhookOptions): WebhookSource {
  const { fetchOrder, testOrders } = givenOptions(options);
  requireFunction(fetchOrder, "fetchOrder", "fetches an order by its id");
  const { map = (order: SquarespaceOrder) => fromSquarespace(order, { testOrders }) } = options;
  return {
    platform: "squarespace",
    rules: platformRules.squarespace,
    verify: squarespaceCheck(options),
    read(hook) {
      const { topic, data } = readHookObject(hook);
      const event = {
        platform: "squarespace",
        topic: idText(topic) ?? "",
        orderId: isRecord(data) ? idText(data.orderId) : undefined,
      };
      return {
        ...event,
        skip: topics.has(event.topic) ? undefined : "other_topic",
        ...fetchedReading(event, fetchOrder, (order) => ({
          order: map(order),
          version: squarespaceVersion(order),
        })),
      };
    },
  };
}
