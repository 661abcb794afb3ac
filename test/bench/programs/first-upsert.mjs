// One order in a process that has just begun: node first-upsert.mjs <phone>. Prints milliseconds.
import { stubFetch } from "./stub-fetch.mjs";

const [phone] = process.argv.slice(2);
const start = performance.now();
const { PrivyClient } = await import("privy-orders");
const imported = performance.now();
const client = new PrivyClient({ token: "pvy_token", defaultCountry: "US", fetch: stubFetch });
const created = performance.now();
await client.orders.upsert({
  order_id: 4501,
  total: 95,
  currency: "USD",
  order_date: "2026-02-28T09:30:00Z",
  email: "ada@example.com",
  phone,
  line_items: [{ sku: "A-1", quantity: 1, price: 95 }],
});
const sent = performance.now();
console.log(
  JSON.stringify({ upsertMs: sent - created, clientMs: created - imported, wholeMs: sent - start }),
);
process.exit(0);
