// A store in the middle of a migration reports each order to both vendors, and looks at each outcome. Nothing leaves this
// machine: both vendors are fakes.
import { isPrivyOrdersError, type OrderInput } from "privy-orders";
import { type DestinationOutcome, sendToAll } from "privy-orders/sequenzy";
import { createFakePrivy, createFakeSequenzy } from "privy-orders/testing";

const privy = createFakePrivy();
// One clock for both, and reminders for what is used up.
const sequenzy = createFakeSequenzy({ clock: privy.clock, replenishment: { beans: "30d" } });

// With real accounts: PrivyClient.fromEnv() and SequenzyClient.fromEnv().
const destinations = { privy: privy.client(), sequenzy: sequenzy.client() };

const placed = (order_id: number, more: Partial<OrderInput> = {}): OrderInput => ({
  order_id,
  email: "kim@example.com",
  total: "49.90",
  currency: "EUR",
  order_date: "2026-01-01T08:30:00Z",
  financial_status: "paid",
  line_items: [{ product_id: "beans", title: "Coffee beans", quantity: 1, price: "49.90" }],
  ...more,
});

/** What became of the order at one destination, in a few words. Never a customer's value. */
function describe<Result>(outcome: DestinationOutcome<Result>, taken: (result: Result) => string): string {
  if (outcome.ok) return taken(outcome.result);
  const { error } = outcome;
  if (!isPrivyOrdersError(error)) throw error;
  if (error.code !== "invalid_input")
    return `${error.code}: ${error.retryable ? "send again later" : "look into it"}`;
  return `cannot be expressed there: ${error.issues.map(({ path }) => path.join(".")).join(", ")}`;
}

async function report(title: string, order: OrderInput): Promise<void> {
  const outcome = await sendToAll(order, destinations);
  console.log(`\n${title}`);
  console.log(`  Privy     ${describe(outcome.privy, (result) => result.outcome)}`);
  console.log(`  Sequenzy  ${describe(outcome.sequenzy, ({ status }) => `queued as ${status}`)}`);
}

await report("An order that both can take", placed(1001));
await report("The same order again, as after a crash", placed(1001));
await report(
  "A buyer known by phone only, which Sequenzy cannot take",
  placed(1002, { email: undefined, phone: "+12025550123" }),
);
sequenzy.failNext("503", { times: 4 });
await report("Sequenzy is down for a while", placed(1003));
await report("… and comes back: the repetition counts nothing twice", placed(1003));

// Sequenzy works later; a test decides when.
sequenzy.settle();
console.log(`\nPrivy holds ${privy.orders.length} orders of ${privy.contacts.length} contacts.`);
for (const { ordersCount, totalSpent } of sequenzy.subscribers) {
  console.log(`Sequenzy counts ${ordersCount} orders, ${totalSpent} cents, for one subscriber.`);
}
console.log(`It fired ${sequenzy.events.map(({ name }) => name).join(", ")}.`);
console.log(
  `Reminders: ${sequenzy.reminders.map(({ state, dueAt }) => `${state} (due ${dueAt})`).join(", ")}`,
);
