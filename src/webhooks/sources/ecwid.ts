import type { EcwidOrder } from "../../platforms/ecwid/ecwid-order.js";
import { type EcwidOptions, ecwidVersion, fromEcwid } from "../../platforms/ecwid/from-ecwid.js";
import type { OrderInput } from "../../schemas/order/order.js";
import { idText, readHookObject } from "../json/read-hook-json.js";
import { platformRules } from "../respond/platform-rules.js";
import { givenOptions } from "../signatures/given-options.js";
import { ecwidCheck, type VerifyEcwidOptions } from "../verifiers/ecwid.js";
import type { MapOptions, WebhookSource } from "../webhook-source.js";
import { requireFunction, requireText } from "./check-source-options.js";
import { type FetchOrder, fetchedReading } from "./fetch-order.js";

export interface EcwidWebhookOptions
  extends Omit<VerifyEcwidOptions, "now">,
    Omit<EcwidOptions, "wasReported"> {
  /** Fetches the order, since the webhook has only the id: `fetchEcwidOrder({ storeId, token })`, or your own. */
  readonly fetchOrder: FetchOrder<EcwidOrder>;
  /** Maps the order. Default: `fromEcwid` with `currency` and the statuses. */
  readonly map?: ((order: EcwidOrder, options: MapOptions) => OrderInput) | undefined;
}

const topics: ReadonlySet<string> = new Set(["order.created", "order.updated"]);

/**
 * Ecwid's webhooks `order.created` and `order.updated`. Only the id of a webhook is used, since Ecwid does not sign the
 * rest; a forged id only reports the current state of one of your orders.
 *
 * @throws InvalidInputError for an empty secret, without `fetchOrder`, and without `currency` unless there is a `map`
 * @see https://docs.ecwid.com/webhook-automations
 */
export function ecwidWebhook(options: EcwidWebhookOptions): WebhookSource {
  const { fetchOrder, currency, paymentStatuses, fulfillmentStatuses } = givenOptions(options);
  requireFunction(fetchOrder, "fetchOrder", "fetches an order by its id");
  if (options.map === undefined)
    requireText(currency, "currency", "the shop's currency, such as EUR: an order of Ecwid does not have it");
  const {
    map = (order: EcwidOrder, { wasReported }: MapOptions) =>
      fromEcwid(order, { currency, paymentStatuses, fulfillmentStatuses, wasReported }),
  } = options;
  return {
    platform: "ecwid",
    rules: platformRules.ecwid,
    verify: ecwidCheck(options),
    read(hook) {
      const { eventType, entityId } = readHookObject(hook);
      const event = { platform: "ecwid", topic: idText(eventType) ?? "", orderId: idText(entityId) };
      return {
        ...event,
        skip: topics.has(event.topic) ? undefined : "other_topic",
        ...fetchedReading(event, fetchOrder, (order, mapOptions) => ({
          order: map(order, mapOptions),
          version: ecwidVersion(order),
        })),
      };
    },
  };
}
