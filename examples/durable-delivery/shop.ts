// The shop's process: WooCommerce's webhooks go into the queue, and a worker of the same process takes them to Privy.
import { createServer } from "node:http";
import { createQueueLogObserver } from "privy-orders/logging";
import { createWebhookHandler, toNodeHandler, wooCommerceWebhook } from "privy-orders/webhooks";
import { queue, work } from "./privy-queue.js";

const handle = createWebhookHandler({
  source: wooCommerceWebhook({ secret: process.env.WOOCOMMERCE_SECRET ?? "" }),
  // Resolved when the order is on the disk: only then WooCommerce gets its 200.
  deliver: (order, x) => queue.enqueue(order, x),
  // The queue itself failed, for example because the disk is full, and WooCommerce does not repeat a webhook.
  onUndelivered({ event, error }) {
    console.error("An order was not kept.", event.orderId, error instanceof Error ? error.name : "");
    throw error;
  },
});

// One line an event; a logger such as pino gets the fields as well.
const print = (line: string): void => console.log(line);
const logger = { debug: () => undefined, info: print, warn: print, error: print };
const worker = queue.work({ ...work(), observer: createQueueLogObserver(logger) });

const server = createServer(toNodeHandler(handle));
server.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => {
  const address = server.address();
  console.log(`listening on ${typeof address === "object" ? address?.port : address}`);
});

async function stop(): Promise<void> {
  server.close();
  server.closeIdleConnections();
  await handle.idle();
  // What is under way ends; what waits is on the disk, for the next start.
  await worker.stop();
  await queue.close();
  console.log("stopped");
}
process.once("SIGTERM", () => void stop());
