import type { CommercetoolsOrder } from "../../platforms/commercetools/commercetools-order.js";
import { commercetoolsVersion, fromCommercetools } from "../../platforms/commercetools/from-commercetools.js";
import { isRecord } from "../../schemas/objects/is-object.js";
import type { OrderInput } from "../../schemas/order/order.js";
import { type HookObject, idText } from "../json/read-hook-json.js";
import { givenOptions } from "../signatures/given-options.js";
import { createOrderListener, type OrderListenerOptions } from "./order-listener.js";

export interface CommercetoolsMessageOptions extends OrderListenerOptions {
  /** Fetches an order by its id, since most messages have only the change, or leave out an order that is too large. */
  readonly fetchOrder: (
    orderId: string,
    context: { readonly signal: AbortSignal },
  ) => Promise<CommercetoolsOrder | null | undefined>;
  /** Maps the order. Default: `fromCommercetools`. */
  readonly map?: ((order: CommercetoolsOrder) => OrderInput) | undefined;
}

/** Returns the order of a message or a change. */
function orderIdOf(message: HookObject): string | undefined {
  const { resource } = message;
  return isRecord(resource) && resource.typeId === "order" ? idText(resource.id) : undefined;
}

/**
 * Creates a function that handles the notifications of a commercetools Subscription from your queue (SQS, Pub/Sub,
 * Service Bus, …): messages and changes of orders, already parsed. It fetches the order, so that messages may come in
 * any order. It rejects when the order was neither delivered nor handed over: then leave the notification on the queue.
 *
 * @throws InvalidInputError without `deliver`
 * @see https://docs.commercetools.com/api/projects/subscriptions
 */
export function commercetoolsMessage(
  options: CommercetoolsMessageOptions,
): (notification: unknown) => Promise<void> {
  const { fetchOrder, map = fromCommercetools } = givenOptions(options);
  const listen = createOrderListener("commercetools", options, { repeats: true });
  return async (notification) => {
    const message: HookObject = isRecord(notification) ? notification : {};
    const orderId = orderIdOf(message);
    const topic = idText(message.type) ?? idText(message.notificationType) ?? "";
    await listen({
      topic,
      orderId,
      skip: orderId === undefined || topic === "ResourceDeleted" ? "other_topic" : undefined,
      fetch: (context) => fetchOrder(orderId ?? "", context),
      map({ fetched }) {
        const order = fetched as CommercetoolsOrder; // as `fetchOrder` returned it; the mapper checks each field
        return { order: map(order), version: commercetoolsVersion(order) };
      },
    });
  };
}
