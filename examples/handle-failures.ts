// What can go wrong with a report, and what a shop's worker does about it. Nothing leaves this machine.
import { createRateBudget, isPrivyOrdersError, type OrderInput, type PrivyClientOptions } from "privy-orders";
import { createFakePrivy, systemClock } from "privy-orders/testing";

const privy = createFakePrivy();

/** The worker's queue: which order to report, and when to try again. */
const queue: { order: OrderInput; at: Date }[] = [];
const minuteMs = 60_000;

const timeOfDay = (at: Date): string => at.toISOString().slice(11, 16);

/** Decides what becomes of an order that could not be reported. Sending it again is always safe: same id, same order. */
function handle(order: OrderInput, error: unknown): string {
  // Not one of ours: a bug of the shop's own, or the reason of an abort. Neither gets better by waiting.
  if (!isPrivyOrdersError(error)) throw error;
  const later = (at: Date): string => {
    queue.push({ order, at });
    return `again at ${timeOfDay(at)}`;
  };
  if (error.retryable) return later(error.retryAt ?? new Date(privy.clock.now() + 5 * minuteMs));
  switch (error.code) {
    case "invalid_input":
      return `fix the mapping of ${error.issues.map(({ path }) => path.join(".")).join(" and ")}`;
    case "rejected":
      return `fix what Privy refused: ${error.details.map(({ field }) => field).join(" and ")}`;
    case "unauthorized":
    case "insufficient_scope":
      // Nothing is wrong with the order: it waits until there is a good token.
      return `page the engineer on duty: ${error.code}; ${later(new Date(privy.clock.now() + 60 * minuteMs))}`;
    case "unexpected_response":
      return `look at the base URL and the proxy: the response was ${error.reason}`;
    default:
      return `look into it: ${error.message}`;
  }
}

const revoked = privy.tokens.create();
privy.tokens.revoke(revoked);
const readOnly = privy.tokens.create({ scopes: ["contacts_read"] });

const scenarios: {
  title: string;
  order?: Partial<Pick<OrderInput, "order_date" | "currency">>;
  client?: Partial<PrivyClientOptions>;
}[] = [
  { title: "nothing is wrong" },
  { title: "the mapping is wrong", order: { order_date: "2026-02-28", currency: "$" } },
  { title: "the token was revoked", client: { token: revoked.token } },
  { title: "the token may only read", client: { token: readOnly.token } },
  { title: "the integration token is no longer valid", client: { integrationToken: "an-old-one" } },
  {
    title: "the day's budget is spent",
    client: {
      fetch: async () => new Response("", { status: 429, headers: { "Retry-After": "7200" } }),
      // Of another account, as it were: the other scenarios' clients would wait for this one's day to end, too.
      rateBudget: createRateBudget(),
    },
  },
  { title: "Privy is down", client: { fetch: async () => new Response("", { status: 503 }) } },
  {
    title: "Privy cannot be reached",
    client: { fetch: () => Promise.reject(new TypeError("fetch failed")) },
  },
  {
    title: "Privy does not respond",
    // The one scenario in real time, and therefore a short one.
    client: { fetch: () => new Promise(() => undefined), timeoutMs: 50, maxAttempts: 1, clock: systemClock },
  },
  {
    title: "a hotel's sign-in page responds",
    client: { fetch: async () => new Response("<html>Welcome!</html>"), maxAttempts: 1 },
  },
];

for (const [index, { title, order, client }] of scenarios.entries()) {
  const valid: OrderInput = {
    order_id: 1001 + index,
    total: "49.90",
    currency: "EUR",
    order_date: "2026-01-01T08:30:00Z",
    email: "kim@example.com",
  };
  const input = { ...valid, ...order };
  const { outcome } = await privy
    .client(client)
    .orders.upsert(input)
    .catch((error: unknown) => ({ outcome: handle(input, error) }));
  console.log(`${title.padEnd(41)} ${outcome}`);
}

queue.sort((one, other) => one.at.getTime() - other.at.getTime());
console.log(`\n${queue.length} orders wait for a second try:`);
for (const { order, at } of queue) {
  await privy.clock.advance(Math.max(0, at.getTime() - privy.clock.now()));
  const { outcome } = await privy.client().orders.upsert(order);
  console.log(`  ${order.order_id} at ${timeOfDay(at)}: ${outcome}`);
}
