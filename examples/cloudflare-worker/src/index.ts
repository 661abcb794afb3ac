// Takes WooCommerce's webhooks "Order created" and "Order updated", and keeps each order in a Durable Object, which delivers it
// to Privy: at once, or when Privy can be reached again.
import { isPrivyOrdersError } from "privy-orders";
import { OrderOutbox, type OutboxDelivery, outboxOf } from "privy-orders/cloudflare";
import { createQueueLogObserver } from "privy-orders/logging";
import { createWebhookHandler, type WebhookHandler, wooCommerceWebhook } from "privy-orders/webhooks";

interface Env {
  readonly OUTBOX: DurableObjectNamespace;
  /** The secret that the webhook was made with. */
  readonly WEBHOOK_SECRET: string;
  /** The outbox makes its client of it; another secret of the same kind is PRIVY_INTEGRATION_TOKEN. */
  readonly PRIVY_API_TOKEN: string;
  /** Another Privy than the real one, for tests. */
  readonly PRIVY_BASE_URL?: string;
}

/** Keeps and delivers the orders. Its log is the Worker's: `npx wrangler tail`. */
export class Outbox extends OrderOutbox<Env> {
  protected override async delivery(): Promise<OutboxDelivery> {
    return { ...(await super.delivery()), observer: createQueueLogObserver(console) };
  }
}

let handler: WebhookHandler | undefined;

function handlerFor({ OUTBOX, WEBHOOK_SECRET }: Env): WebhookHandler {
  const outbox = outboxOf(OUTBOX);
  return createWebhookHandler({
    source: wooCommerceWebhook({ secret: WEBHOOK_SECRET }),
    // Resolved: the order will arrive. The shop gets its success then, and not before.
    deliver: (order, { version }) => outbox.enqueue(order, { version }),
    // The outbox could not be reached. WooCommerce does not repeat a webhook, so it is asked once more; if that fails too, the
    // webhook fails, and stands in the shop's log.
    async onUndelivered({ order, version, error }) {
      report(error);
      if (order !== undefined) await outbox.enqueue(order, { version });
    },
    onRejected: ({ error }) => report(error),
    onSkipped: ({ event, reason }) => console.log("A webhook was skipped.", event.topic, reason),
  });
}

/** An error of privy-orders holds no token and no customer's data: it may go to the log as it is. */
function report(error: unknown): void {
  console.error("An order was not kept.", isPrivyOrdersError(error) ? error.message : error);
}

export default {
  fetch(request, env, context) {
    handler ??= handlerFor(env);
    return handler(request, env, context);
  },
} satisfies ExportedHandler<Env>;
