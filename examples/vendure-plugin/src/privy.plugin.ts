// A plugin of Vendure: every change of an order's state, and every refund, brings the order to Privy.
import type { OnApplicationBootstrap } from "@nestjs/common";
import {
  type EventBus,
  type OrderService,
  OrderStateTransitionEvent,
  PluginCommonModule,
  RefundStateTransitionEvent,
  VendurePlugin,
} from "@vendure/core";
import { PrivyClient } from "privy-orders";
import { VENDURE_ORDER_RELATIONS, vendureOrderListener } from "privy-orders/webhooks";

@VendurePlugin({ imports: [PluginCommonModule], compatibility: "^3.0.0" })
export class PrivyPlugin implements OnApplicationBootstrap {
  constructor(
    private readonly eventBus: EventBus,
    private readonly orders: OrderService,
  ) {}

  onApplicationBootstrap(): void {
    const client = PrivyClient.fromEnv();
    const listener = vendureOrderListener({
      loadOrder: ({ ctx, order }: OrderStateTransitionEvent | RefundStateTransitionEvent) =>
        this.orders.findOne(ctx, order.id, [...VENDURE_ORDER_RELATIONS]),
      deliver: (order, { version, signal }) => client.orders.upsert(order, { version, signal }),
      // Vendure does not repeat an event: put the id into a job of a JobQueue, which reads the order again.
      onUndelivered: ({ event, error }) =>
        console.error("To be reported later.", event.orderId, error instanceof Error ? error.name : error),
    });
    this.eventBus.ofType(OrderStateTransitionEvent).subscribe(listener);
    this.eventBus.ofType(RefundStateTransitionEvent).subscribe(listener);
  }
}
