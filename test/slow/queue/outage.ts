import { ConnectionError, type PrivyClient } from "privy-orders";
import type { DeliveryClient } from "privy-orders/queue";
import { createFakePrivy, createMemoryQueue } from "privy-orders/testing";

const hourMs = 3_600_000;

/** Privy is away for ten hours of virtual time, with orders waiting; then it is back, with its real budgets. */
export async function proveOutage(orders: number): Promise<Record<string, number>> {
  const privy = createFakePrivy({ keepRequests: 0 });
  const { clock } = privy;
  const queue = createMemoryQueue({ clock });
  const real: PrivyClient = privy.client();
  const endAt = clock.now() + 10 * hourMs;
  const upsert: DeliveryClient["orders"]["upsert"] = async (order, options) => {
    if (clock.now() < endAt) throw new ConnectionError("Privy is away", { retryable: true });
    return real.orders.upsert(order, options);
  };
  const client = {
    orders: { upsert },
    get rateLimit() {
      return real.rateLimit;
    },
  };
  const order = { email: "ada@example.com", total: 1, currency: "USD", order_date: "2026-01-01T00:00:00Z" };
  for (let id = 1; id <= orders; id += 1) await queue.enqueue({ ...order, order_id: id });
  let tried = 0;
  const worker = queue.work({
    client,
    lingerMs: 0,
    observer: {
      onDeliveryStart() {
        if (clock.now() < endAt) tried += 1;
      },
    },
  });
  const look = async (holds: () => Promise<boolean>): Promise<void> => {
    for (let round = 0; round < 20_000 && !(await holds()); round += 1)
      await new Promise((resolve) => setTimeout(resolve, 5));
  };
  await look(async () => privy.orders.length > 100);
  const { emptyAt } = await queue.stats();
  const from = clock.now();
  await look(async () => (await queue.stats()).waiting === 0);
  const took = clock.now() - from;
  const forecast = (emptyAt?.getTime() ?? 0) - from;
  const { dead } = await queue.stats();
  await worker.stop();
  return {
    orders,
    triedInOutage: tried,
    delivered: privy.orders.length,
    dead,
    minutes: Math.round(took / 60_000),
    forecastMinutes: Math.round(forecast / 60_000),
    offPercent: Math.round((Math.abs(forecast - took) / took) * 1000) / 10,
  };
}
