import { fromMedusaV2, medusaV2Version } from "../../platforms/medusa/from-medusa-v2.js";
import { MEDUSA_ORDER_FIELDS, type MedusaOrder } from "../../platforms/medusa/medusa-order.js";
import { isRecord } from "../../schemas/objects/is-object.js";
import type { OrderInput } from "../../schemas/order/order.js";
import { type HookObject, idText } from "../json/read-hook-json.js";
import { givenOptions } from "../signatures/given-options.js";
import type { MapOptions } from "../webhook-source.js";
import { createOrderListener, type OrderListenerOptions } from "./order-listener.js";

export interface MedusaSubscriberOptions extends OrderListenerOptions {
  /** Fields to fetch besides `MEDUSA_ORDER_FIELDS`, for your own `map`. */
  readonly fields?: readonly string[] | undefined;
  /** Maps the order. Default: `fromMedusaV2`. */
  readonly map?: ((order: MedusaOrder, options: MapOptions) => OrderInput) | undefined;
}

/** The used parts of what Medusa passes to a subscriber. */
export interface MedusaSubscriberArgs {
  readonly event: { readonly name: string; readonly data: unknown };
  readonly container: { resolve(key: string): unknown };
}

/** A subscriber's two exports. */
export interface MedusaSubscriber {
  /** The file's default export. */
  readonly handler: (args: MedusaSubscriberArgs) => Promise<void>;
  /** The file's export `config`. */
  readonly config: { readonly event: string[] };
}

interface MedusaQuery {
  graph(request: {
    entity: string;
    fields: string[];
    filters: { id: string };
  }): Promise<{ readonly data: readonly unknown[] }>;
}

/** The events, each with the path from what it names to the order. */
const events: Readonly<Record<string, "order" | "order_id" | "fulfillment" | "payment">> = {
  "order.placed": "order",
  "order.updated": "order",
  "order.completed": "order",
  "order.canceled": "order",
  "order.fulfillment_created": "order_id",
  "order.fulfillment_canceled": "order_id",
  "order.return_received": "order_id",
  "shipment.created": "fulfillment",
  "delivery.created": "fulfillment",
  "payment.captured": "payment",
  "payment.refunded": "payment",
};

async function graph(
  query: MedusaQuery,
  entity: string,
  fields: readonly string[],
  id: string,
): Promise<HookObject> {
  const { data } = await query.graph({ entity, fields: [...fields], filters: { id } });
  return isRecord(data[0]) ? data[0] : {};
}

/** Finds the order's id of an event, by Medusa's links between its modules. */
async function orderIdOf(query: MedusaQuery, name: string, data: unknown): Promise<string | undefined> {
  const { id, order_id: orderId }: HookObject = isRecord(data) ? data : {};
  const way = Object.hasOwn(events, name) ? events[name] : undefined;
  if (way === "order_id") return idText(orderId);
  const named = idText(id);
  if (named === undefined || way === undefined) return undefined;
  if (way === "order") return named;
  const found =
    way === "fulfillment"
      ? await graph(query, "fulfillment", ["order.id"], named)
      : (await graph(query, "payment", ["payment_collection.order.id"], named)).payment_collection;
  const { order }: HookObject = isRecord(found) ? found : {};
  return isRecord(order) ? idText(order.id) : undefined;
}

/**
 * Creates a subscriber of Medusa v2 for all events that change an order: `export default subscriber.handler; export
 * const config = subscriber.config;` in a file of `src/subscribers`. It fetches the order with `query.graph` when its
 * turn comes. An error of the query itself rejects, as in any subscriber.
 *
 * @throws InvalidInputError without `deliver` or `onUndelivered`: Medusa's events are not repeated
 * @see https://docs.medusajs.com/learn/fundamentals/events-and-subscribers
 */
export function medusaSubscriber(options: MedusaSubscriberOptions): MedusaSubscriber {
  const { fields = [], map = fromMedusaV2 } = givenOptions(options);
  const listen = createOrderListener("medusa", options, { repeats: false });
  return {
    config: { event: Object.keys(events) },
    async handler({ event: { name, data }, container }) {
      const query = container.resolve("query") as MedusaQuery; // ContainerRegistrationKeys.QUERY
      const orderId = await orderIdOf(query, name, data);
      await listen({
        topic: name,
        orderId,
        skip: orderId === undefined ? "not_an_order" : undefined,
        async fetch() {
          const order = await graph(query, "order", [...MEDUSA_ORDER_FIELDS, ...fields], orderId ?? "");
          return order.id === undefined ? undefined : order;
        },
        map({ fetched, wasReported }) {
          const order = fetched as MedusaOrder; // as Medusa returned it; the mapper checks each field
          return { order: map(order, { wasReported }), version: medusaV2Version(order) };
        },
      });
    },
  };
}
