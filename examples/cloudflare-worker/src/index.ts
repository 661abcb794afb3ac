// Takes WooCommerce's webhooks "Order created" and "Order updated", responds at once, and reports the order to Privy afterwards.
import { isPrivyOrdersError, type OrderInput, PrivyClient } from "privy-orders";
import { createWebhookHandler, type WebhookHandler, wooCommerceWebhook } from "privy-orders/webhooks";

interface Env {
  readonly PRIVY_API_TOKEN: string;
  /** The secret that the webhook was made with. */
  readonly WEBHOOK_SECRET: string;
  /** Orders that Privy could not take yet. */
  readonly LATER: Queue<OrderInput>;
  /** Another Privy than the real one, for tests. */
  readonly PRIVY_BASE_URL?: string;
}

/** What a queue allows: 12 hours. Seconds. */
const LONGEST_DELAY_S = 43_200;

export default {
  fetch: (request, env, ctx) => handlerFor(env)(request, env, ctx),

  async queue(batch, env) {
    await Promise.all(
      batch.messages.map(async (message) => {
        try {
          await clientFor(env).orders.upsert(message.body);
        } catch (error) {
          const delaySeconds = delayBeforeRepeating(error);
          // After `max_retries` the queue moves the order to its dead letters.
          if (delaySeconds !== undefined) return message.retry({ delaySeconds });
          report(error);
        }
        message.ack();
      }),
    );
  },
} satisfies ExportedHandler<Env, OrderInput>;

let handler: WebhookHandler | undefined;
let client: PrivyClient | undefined;

/** One client for the isolate: all it sends shares the account's rate limit, and states of one order keep their turn. */
function clientFor(env: Env): PrivyClient {
  client ??= new PrivyClient({ token: env.PRIVY_API_TOKEN, baseUrl: env.PRIVY_BASE_URL });
  return client;
}

function handlerFor(env: Env): WebhookHandler {
  handler ??= createWebhookHandler({
    source: wooCommerceWebhook({ secret: env.WEBHOOK_SECRET }),
    // The context's `waitUntil` keeps the Worker alive until Privy, or the queue, has the order.
    respond: "first",
    deliver: (order, { version, signal }) => clientFor(env).orders.upsert(order, { version, signal }),
    onUndelivered({ order, error }) {
      if (order === undefined) return report(error);
      return env.LATER.send(order, { contentType: "json", delaySeconds: delayBeforeRepeating(error) ?? 60 });
    },
    onRejected: ({ error }) => report(error),
    onSkipped: ({ event, reason }) => console.log("A webhook was skipped.", event.topic, reason),
  });
  return handler;
}

/** In how many seconds an order is worth repeating; nothing when the same order would fail again. */
function delayBeforeRepeating(error: unknown): number | undefined {
  if (!isPrivyOrdersError(error)) return undefined;
  // Nothing is wrong with the order: it waits until there is a good token.
  const isOurFault = error.code === "unauthorized" || error.code === "insufficient_scope";
  if (!error.retryable && !isOurFault) return undefined;
  // The error knows when to come back, where Privy's response names it or a day's budget is spent.
  return Math.min(LONGEST_DELAY_S, Math.ceil((error.retryAfterMs ?? 60_000) / 1000));
}

/** An error of privy-orders holds no token and no customer's data: it may go to the log as it is. */
function report(error: unknown): void {
  console.error("An order was not reported.", isPrivyOrdersError(error) ? error.message : error);
}
