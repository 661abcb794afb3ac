// Takes Stripe's events "checkout.session.*" and reports the orders to Privy. Stripe repeats an event that does not get
// 2xx for days, so it gets one only when the order is safe.
import { waitUntil } from "@vercel/functions";
import { isPrivyOrdersError, PrivyClient } from "privy-orders";
import { createWebhookHandler, stripeWebhook } from "privy-orders/webhooks";

export const config = { runtime: "edge" };

export default createWebhookHandler({
  source: stripeWebhook({ secret: process.env.STRIPE_WEBHOOK_SECRET ?? "" }),
  waitUntil,
  deliver(order, { signal }) {
    // A client for each request: at the edge, a request may not wait for what another one has begun.
    const client = new PrivyClient({
      token: process.env.PRIVY_API_TOKEN,
      baseUrl: process.env.PRIVY_BASE_URL,
    });
    return client.orders.upsert(order, { signal });
  },
  onRejected({ event, error }) {
    // An error of privy-orders holds no token and no customer's data: it may go to the log as it is.
    const reason = isPrivyOrdersError(error) ? error.message : "a bug";
    console.error("An order was not reported.", event.orderId, reason);
  },
  onSkipped: ({ event, reason }) => console.log("An event was skipped.", event.topic, reason),
});
