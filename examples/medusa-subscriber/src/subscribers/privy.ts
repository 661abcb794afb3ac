// A subscriber of Medusa v2: every event that changes an order brings its present state to Privy.
import { PrivyClient } from "privy-orders";
import { medusaSubscriber } from "privy-orders/webhooks";

const client = PrivyClient.fromEnv();

const subscriber = medusaSubscriber({
  deliver: (order, { version, signal }) => client.orders.upsert(order, { version, signal }),
  // Medusa does not repeat an event. Keep the id, for example in a table, and read the order again when Privy is back.
  onUndelivered: ({ event, error }) =>
    console.error("To be reported later.", event.orderId, error instanceof Error ? error.name : error),
  onRejected: ({ event, error }) => console.error("An order was refused.", event.orderId, String(error)),
});

export default subscriber.handler;
export const config = subscriber.config;
