// A storefront's server that also takes the webhooks of WooCommerce and Shopify, and ends without losing one.
import type { AddressInfo } from "node:net";
import express from "express";
import { createApp } from "./app.js";

const { app, stop } = createApp({
  token: process.env.PRIVY_API_TOKEN ?? "",
  baseUrl: process.env.PRIVY_BASE_URL,
  queueFile: process.env.QUEUE_FILE ?? "orders.db",
  wooCommerceSecret: process.env.WOOCOMMERCE_SECRET ?? "",
  shopifySecret: process.env.SHOPIFY_SECRET ?? "",
});

const server = express()
  .use(app)
  .listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo; // it listens on a port
    console.log(`listening on ${port}`);
  });

process.once("SIGTERM", () => {
  // No new connection; the hooks that are under way get their responses, and their orders are in the queue.
  server.close(() => void stop().then(() => process.exit(0)));
  server.closeIdleConnections();
});
