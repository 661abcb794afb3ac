import { fromVendure, vendureVersion } from "../../platforms/vendure/from-vendure.js";
import type { VendureOrder } from "../../platforms/vendure/vendure-order.js";
import type { VendureOptions } from "../../platforms/vendure/vendure-statuses.js";
import type { OrderInput } from "../../schemas/order/order.js";
import { idText } from "../json/read-hook-json.js";
import { givenOptions } from "../signatures/given-options.js";
import type { MapOptions } from "../webhook-source.js";
import { createOrderListener, type OrderListenerOptions } from "./order-listener.js";

/** The relations that `fromVendure` needs of an order: `orderService.findOne(event.ctx, id, [...VENDURE_ORDER_RELATIONS])`. */
export const VENDURE_ORDER_RELATIONS = [
  "customer",
  "lines",
  "lines.productVariant",
  "payments",
  "payments.refunds",
  "surcharges",
  "shippingLines",
] as const;

/** The used parts of Vendure's `OrderStateTransitionEvent`, `OrderPlacedEvent` and `RefundStateTransitionEvent`. */
export interface VendureOrderEvent {
  readonly order: { readonly id: string | number };
  readonly toState?: string | undefined;
}

export interface VendureOrderListenerOptions<Event extends VendureOrderEvent>
  extends OrderListenerOptions,
    Omit<VendureOptions, "wasReported"> {
  /** Loads the order with `VENDURE_ORDER_RELATIONS`; an event has it without them. */
  readonly loadOrder: (event: Event) => Promise<VendureOrder | null | undefined>;
  /** Maps the order. Default: `fromVendure` with `precision` and `states`. */
  readonly map?: ((order: VendureOrder, options: MapOptions) => OrderInput) | undefined;
}

/**
 * Creates a listener for Vendure's events about orders, for a plugin to subscribe:
 * `eventBus.ofType(OrderStateTransitionEvent).subscribe(listener)`. It never rejects, since nothing would catch it: an
 * order that could not be handed over is reported to `observer` as `lost`.
 *
 * @throws InvalidInputError without `deliver` or `onUndelivered`: Vendure's events are not repeated
 * @see https://docs.vendure.io/guides/developer-guide/events/
 */
export function vendureOrderListener<Event extends VendureOrderEvent>(
  options: VendureOrderListenerOptions<Event>,
): (event: Event) => Promise<void> {
  const { loadOrder, precision, states } = givenOptions(options);
  const {
    map = (order: VendureOrder, { wasReported }: MapOptions) =>
      fromVendure(order, { precision, states, wasReported }),
  } = options;
  const listen = createOrderListener("vendure", options, { repeats: false });
  return async (event) => {
    const reading = {
      topic: event.toState ?? "order",
      orderId: idText(event.order.id),
      fetch: () => loadOrder(event),
      map: ({ fetched, wasReported }: MapOptions & { readonly fetched?: unknown }) => {
        const order = fetched as VendureOrder; // as `loadOrder` returned it; the mapper checks each field
        return { order: map(order, { wasReported }), version: vendureVersion(order) };
      },
    };
    await listen(reading).catch(() => undefined);
  };
}
