import { fromSquare, squareVersion } from "../../platforms/square/from-square.js";
import type { SquareOrder } from "../../platforms/square/square-order.js";
import { isRecord } from "../../schemas/objects/is-object.js";
import type { OrderInput } from "../../schemas/order/order.js";
import { type HookObject, idText, readHookObject } from "../json/read-hook-json.js";
import { platformRules } from "../respond/platform-rules.js";
import { givenOptions } from "../signatures/given-options.js";
import { squareCheck, type VerifySquareOptions } from "../verifiers/square.js";
import type { MapOptions, WebhookSource } from "../webhook-source.js";
import { requireFunction } from "./check-source-options.js";
import { type FetchOrder, fetchedReading } from "./fetch-order.js";

export interface SquareWebhookOptions extends VerifySquareOptions {
  /**
   * Fetches the order with its payments, since the webhook has only the id: `fetchSquareOrder({ token })`, or your own
   * that returns `{ order, payments, customer }`.
   */
  readonly fetchOrder: FetchOrder<SquareOrder>;
  /** Maps the order. Default: `fromSquare`. */
  readonly map?: ((order: SquareOrder, options: MapOptions) => OrderInput) | undefined;
}

const topics: ReadonlySet<string> = new Set([
  "order.created",
  "order.updated",
  "order.fulfillment.updated",
  "payment.created",
  "payment.updated",
]);

/** Returns the order's id of an event: of an order's event its own, of a payment's the order that was paid. */
function orderIdOf(data: unknown): string | undefined {
  if (!isRecord(data)) return undefined;
  if (data.type !== "payment") return idText(data.id);
  const object: HookObject = isRecord(data.object) ? data.object : {};
  return isRecord(object.payment) ? idText(object.payment.order_id) : undefined;
}

/**
 * Square's events `order.*` and `payment.*`.
 *
 * @throws InvalidInputError for an empty secret, without the address, and without `fetchOrder`
 * @see https://developer.squareup.com/docs/webhooks/v2webhook-events-tech-ref
 */
export function squareWebhook(options: SquareWebhookOptions): WebhookSource {
  const { fetchOrder, map = fromSquare } = givenOptions(options);
  requireFunction(fetchOrder, "fetchOrder", "fetches an order by its id");
  return {
    platform: "square",
    rules: platformRules.square,
    verify: squareCheck(options),
    read(hook) {
      const { type, data } = readHookObject(hook);
      const event = { platform: "square", topic: idText(type) ?? "", orderId: orderIdOf(data) };
      return {
        ...event,
        skip: topics.has(event.topic) ? undefined : "other_topic",
        ...fetchedReading(event, fetchOrder, (order, mapOptions) => ({
          order: map(order, mapOptions),
          version: squareVersion(order),
        })),
      };
    },
  };
}
