import type { FetchContext, HookReading, MapOptions, MappedOrder, WebhookEvent } from "../webhook-source.js";

/**
 * Fetches the order for a platform whose webhooks have only its id. An error means "not now"; undefined or null means
 * that the platform has no such order, and the webhook is skipped.
 */
export type FetchOrder<Payload> = (
  orderId: string,
  event: WebhookEvent,
  context: FetchContext,
) => Promise<Payload | null | undefined>;

/** The part of a reading that fetches an order before it is mapped. */
export function fetchedReading<Payload>(
  event: WebhookEvent,
  fetchOrder: FetchOrder<Payload>,
  map: (payload: Payload, options: MapOptions) => MappedOrder,
): Pick<HookReading, "fetch" | "map"> {
  const { orderId } = event;
  return {
    fetch: async (context) => (orderId === undefined ? undefined : fetchOrder(orderId, event, context)),
    map: ({ fetched, wasReported }) => map(fetched as Payload, { wasReported }), // the result of `fetch`
  };
}
