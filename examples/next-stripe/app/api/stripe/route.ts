// A route handler of Next.js: Stripe's events "checkout.session.*", with the session's items, to Privy.
import { after } from "next/server";
import { PrivyClient } from "privy-orders";
import { createWebhookHandler, stripeWebhook } from "privy-orders/webhooks";
import Stripe from "stripe";

const stripe = new Stripe(process.env.STRIPE_SECRET_KEY ?? "");
const client = PrivyClient.fromEnv();

export const POST = createWebhookHandler({
  source: stripeWebhook({
    secret: process.env.STRIPE_WEBHOOK_SECRET ?? "",
    // An event does not carry its session's items.
    async fetchLineItems(sessionId) {
      const { data } = await stripe.checkout.sessions.listLineItems(sessionId, { limit: 100 });
      return data;
    },
  }),
  // Goes on when Stripe has hung up.
  waitUntil: (work) => after(() => work),
  deliver: (order, { version, signal }) => client.orders.upsert(order, { version, signal }),
  onRejected: ({ event, error }) => console.error("An order was not reported.", event.orderId, String(error)),
});
