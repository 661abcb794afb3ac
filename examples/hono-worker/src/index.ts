// A Worker with Hono's routes: Shopify's webhooks "orders/*" to Privy. Shopify repeats what does not get 2xx, so the
// response waits for Privy. What was delivered last is remembered in Workers KV, for all isolates.
import { Hono } from "hono";
import { PrivyClient } from "privy-orders";
import { createWebhookHandler, shopifyWebhook, type WebhookHandler } from "privy-orders/webhooks";

interface Env {
  readonly PRIVY_API_TOKEN: string;
  readonly SHOPIFY_SECRET: string;
  readonly SEEN: KVNamespace;
  /** Another Privy than the real one, for tests. */
  readonly PRIVY_BASE_URL?: string;
}

let handler: WebhookHandler | undefined;

function handlerFor(env: Env): WebhookHandler {
  const client = new PrivyClient({ token: env.PRIVY_API_TOKEN, baseUrl: env.PRIVY_BASE_URL });
  return createWebhookHandler({
    source: shopifyWebhook({ secret: env.SHOPIFY_SECRET }),
    seen: env.SEEN,
    deliver: (order, { version, signal }) => client.orders.upsert(order, { version, signal }),
    onRejected: ({ event, error }) =>
      console.error("An order was not reported.", event.orderId, String(error)),
  });
}

const app = new Hono<{ Bindings: Env }>();

app.post("/hooks/shopify", (context) => {
  handler ??= handlerFor(context.env);
  return handler(context.req.raw, context.executionCtx);
});

export default app;
