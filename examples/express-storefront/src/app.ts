// The webhooks come before express.json(), since their signatures cover the raw body.
import express, { type Express } from "express";
import { PrivyClient } from "privy-orders";
import {
  createWebhookHandler,
  shopifyWebhook,
  toNodeHandler,
  type UndeliveredHook,
  wooCommerceWebhook,
} from "privy-orders/webhooks";

export interface AppOptions {
  readonly token: string;
  readonly baseUrl: string | undefined;
  readonly wooCommerceSecret: string;
  readonly shopifySecret: string;
}

/** Makes the app, and what waits for everything that it has begun. */
export function createApp(options: AppOptions): { app: Express; stop: () => Promise<void> } {
  const client = new PrivyClient({ token: options.token, baseUrl: options.baseUrl });
  const later = createRetries((order, version, signal) => client.orders.upsert(order, { version, signal }));
  const callbacks = {
    deliver: (order, { version, signal }) => client.orders.upsert(order, { version, signal }),
    onUndelivered: (hook) => later.keep(hook),
    onRejected: ({ event, error }) => console.error("An order was refused.", event.orderId, String(error)),
    onSkipped: ({ event, reason }) => console.log("A webhook was skipped.", event.topic, reason),
  } satisfies Omit<Parameters<typeof createWebhookHandler>[0], "source">;

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
      await later.stop();
    },
  };
}

type Order = NonNullable<UndeliveredHook["order"]>;

const RETRY_AFTER_MS = 1_000;

/**
 * The smallest thing that keeps an order: the newest state of each in memory, tried again every second. A real store puts it
 * into its database or queue instead, so that it outlives the process.
 */
function createRetries(
  send: (order: Order, version: UndeliveredHook["version"], signal: AbortSignal) => Promise<unknown>,
): {
  keep(hook: UndeliveredHook): void;
  stop(): Promise<void>;
} {
  const kept = new Map<string, UndeliveredHook>();
  const tryAll = async (): Promise<void> => {
    for (const [id, { order, version }] of kept) {
      if (order === undefined) continue;
      await send(order, version, AbortSignal.timeout(5_000)).then(
        () => kept.delete(id),
        (error) => console.error("An order is kept.", id, error instanceof Error ? error.name : error),
      );
    }
  };
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(tryAll);
  }, RETRY_AFTER_MS);
  return {
    keep(hook) {
      kept.set(`${hook.event.platform} ${hook.event.orderId}`, hook);
    },
    async stop() {
      clearInterval(timer);
      await running;
      await tryAll();
      for (const id of kept.keys()) console.error("An order was not delivered.", id);
    },
  };
}
