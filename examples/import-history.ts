// A shop brings its past orders: five days by Privy's clock, about a second by yours.
import type { OrderInput } from "privy-orders";
import { importOrders, memoryCheckpoint } from "privy-orders/import";
import { createFakePrivy } from "privy-orders/testing";

// A fiftieth of the documented 10,000 requests a day, so that five days fit into this example.
const perDay = 200;
const privy = createFakePrivy({
  rateLimit: { perMinute: 60, perDay },
  flows: [{ name: "Thank you", trigger: "order_placed" }],
});
const client = privy.client();

function* history(): Generator<OrderInput> {
  for (let id = 1; id <= 5 * perDay; id += 1) {
    yield {
      order_id: id,
      email: `buyer${id % 400}@example.com`,
      total: id % 250 === 0 ? "a lot" : 20 + (id % 80),
      currency: "USD",
      order_date: new Date(Date.UTC(2025, 0, 1, id)),
      financial_status: "paid",
      accepts_email_marketing: id % 3 === 0,
    };
  }
}

const time = (date: Date): string => date.toISOString().slice(0, 16).replace("T", " ");
let shown = -1;
const summary = await importOrders(client, history(), {
  clock: privy.clock,
  checkpoint: memoryCheckpoint(),
  fingerprint: "history of 2025",
  total: 5 * perDay,
  onDailyLimit: "wait",
  onOutcome({ status, position, issues }) {
    if (status === "failed") console.log(`  record ${position.record} failed: ${issues?.[0]?.message}`);
  },
  onProgress({ done, total, eta }) {
    const share = Math.floor((10 * done) / (total ?? 1));
    if (share === shown) return;
    shown = share;
    console.log(
      `${time(new Date(privy.clock.now()))}  ${done} of ${total}  ends ${eta === undefined ? "?" : time(eta)}`,
    );
  },
});

console.log(
  `\n${summary.created} orders stored, ${summary.failed} failed, from ${time(summary.startedAt)} to ${time(summary.endedAt)}`,
);
console.log(`${summary.consentDropped} with marketing consent, which was left out`);
const subscribed = privy.contacts.filter(({ email_consent }) => email_consent === "subscribed").length;
console.log(
  `${privy.contacts.length} contacts, ${subscribed} of them subscribed; ${privy.flowRuns.length} flows started`,
);
if (!summary.finished || subscribed > 0 || privy.flowRuns.length > 0) process.exitCode = 1;
