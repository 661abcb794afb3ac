// npm run demo: two real-shaped orders on their way into Privy, and what Privy makes of them.
import { readFileSync } from "node:fs";
import type { OrderInput } from "privy-orders";
import {
  fromShopifyWebhook,
  fromWooCommerce,
  parseJson,
  type ShopifyWebhookOrder,
  type WooCommerceOrder,
} from "privy-orders/platforms";
import { createFakePrivy, createVirtualClock } from "privy-orders/testing";

// The account as a merchant would set it up. It lives in this process: nothing leaves this machine.
const privy = createFakePrivy({
  clock: createVirtualClock({ startAt: "2019-06-05T09:00:00Z" }),
  flows: [
    { name: "Thank you", trigger: "order_placed" },
    {
      name: "Big order",
      trigger: "order_placed",
      conditions: [{ type: "order_value", operator: "gte", value: 100 }],
    },
    { name: "Ask for a review", trigger: "order_received" },
  ],
  segments: [
    {
      name: "First-time buyers",
      conditions: [{ type: "order_count", operator: "eq", value: 1 }],
    },
    {
      name: "Win back",
      conditions: [{ type: "last_order_date", operator: "not_within_last", value: "90d" }],
    },
  ],
});

// With a real account this would be: new PrivyClient({ token: process.env.PRIVY_API_TOKEN })
const client = privy.client();

const sample = (name: string): string => readFileSync(new URL(`data/${name}`, import.meta.url), "utf8");
const line = (label: string, text: string): void => console.log(`  ${label.padEnd(11)} ${text}`);

/** Sends one state of an order and prints what came of it. */
async function report(label: string, order: OrderInput): Promise<void> {
  const runsBefore = privy.flowRuns.length;
  const result = await client.orders.upsert(order);
  const started = privy.flowRuns.slice(runsBefore).map(({ flow }) => flow);
  const flows = started.length === 0 ? "" : `   starts ${started.join(" and ")}`;
  line(label, `${result.outcome} (${result.response.status})${flows}`);
  // Each state of the order has the same warning about the phone; once is enough for a reader.
  if (result.outcome !== "created") return;
  for (const { path, message } of result.warnings) line("  warning", `${path.join(".")} ${message}`);
}

// parseJson, because JSON.parse would round an id of this size to the id of another order.
const webhook = parseJson<ShopifyWebhookOrder>(sample("shopify-order.json"));
// Shopify marks its sample as a test, which would be refused: a test order must not start flows in a real account.
const shopify = fromShopifyWebhook(webhook, { testOrders: "send" });
console.log(`\nShopify order ${shopify.order_id}, ${shopify.total} ${shopify.currency}`);
// This one was cancelled at once. Privy has no word for that but "voided", and starts flows for it as for any new order.
await report("voided", shopify);

const processing = parseJson<WooCommerceOrder>(sample("woocommerce-order.json"));
const woo = fromWooCommerce({ ...processing, status: "on-hold" });
console.log(`\nWooCommerce order ${woo.order_id}, ${woo.total} ${woo.currency}`);
await report("placed", woo);
await report("paid", fromWooCommerce(processing));
await report("delivered", { ...fromWooCommerce(processing), fulfillment_status: "delivered" });

console.log("\nThe buyers, as Privy knows them now");
for (const contact of privy.contacts) {
  const segments = privy.segments.filter((segment) => segment.contactIds.includes(contact.id));
  const name = `${contact.first_name} ${contact.last_name}`;
  line(name.padEnd(14), `${contact.email_consent.padEnd(17)} ${segments.map((one) => one.name).join(", ")}`);
}
console.log();
