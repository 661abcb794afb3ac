// The webhooks come before express.json(), since their signatures cover the raw body. Each order goes into a queue on this
// machine's disk, which takes a few milliseconds, so that both shops get their 200 in time, also while Privy is down.
import express, { type Express } from "express";
import { PrivyClient } from "privy-orders";
import { createSqliteQueue } from "privy-orders/sqlite";
import {
  createWebhookHandler,
  shopifyWebhook,
  toNodeHandler,
  type WebhookHandlerOptions,
  wooCommerceWebhook,
} from "privy-orders/webhooks";

export interface AppOptions {
  readonly token: string;
  readonly baseUrl: string | undefined;
  /** The file of the queue. */
  readonly queueFile: string;
  readonly wooCommerceSecret: string;
  readonly shopifySecret: string;
}

/** Makes the app, and what ends it without losing an order. */
export function createApp(options: AppOptions): { app: Express; stop: () => Promise<void> } {
  const client = new PrivyClient({ token: options.token, baseUrl: options.baseUrl });
  const queue = createSqliteQueue({ file: options.queueFile });
  const worker = queue.work({ client });

  const callbacks: Omit<WebhookHandlerOptions, "source"> = {
    deliver: (order, x) => queue.enqueue(order, x),
    // The queue itself failed, for example because the disk is full. Shopify repeats the hook, WooCommerce never does.
    onUndelivered({ event, error }) {
      console.error("An order was not kept.", event.orderId, error instanceof Error ? error.name : error);
      throw error;
    },
    onRejected: ({ event, error }) => console.error("An order was refused.", event.orderId, String(error)),
    onSkipped: ({ event, reason }) => console.log("A webhook was skipped.", event.topic, reason),
  };
  const wooCommerce = createWebhookHandler({
    source: wooCommerceWebhook({ secret: options.wooCommerceSecret }),
    ...callbacks,
  });
  const shopify = createWebhookHandler({
    source: shopifyWebhook({ secret: options.shopifySecret }),
    ...callbacks,
  });

  const app = express();
  app.post("/hooks/woocommerce", toNodeHandler(wooCommerce));
  app.post("/hooks/shopify", toNodeHandler(shopify));
  app.use(express.json());
  app.get("/", (_request, response) => {
    response.send("the storefront");
  });
  return {
    app,
    async stop() {
      await Promise.all([wooCommerce.idle(), shopify.idle()]);
      // What is under way ends; what waits is on the disk, for the next start.
      await worker.stop();
      await queue.close();
    },
  };
}
