import { ConnectionError, type OrderInput, type PrivyClient } from "privy-orders";
import type { DeliveryClient, OrderQueue } from "privy-orders/queue";
import { createFakePrivy, createMemoryQueue, type FakePrivy } from "privy-orders/testing";

const hourMs = 3_600_000;
const awayMs = 10 * hourMs;
const concurrency = 4;

async function openQueue(engine: string, folder: string, clock: FakePrivy["clock"]): Promise<OrderQueue> {
  if (engine === "memory") return createMemoryQueue({ clock });
  const { createSqliteQueue } = await import("privy-orders/sqlite");
  const { default: Libsql } = await import("libsql");
  const file = `${folder}/outage.db`;
  // Nothing dies here, so the disk need not be waited for.
  return createSqliteQueue({ clock, file, database: new Libsql(file), durability: "normal" });
}

/** The order's first state; every tenth gets a second one during the outage, without the first one's subtotal. */
const orderOf = (id: number, state: 1 | 2): OrderInput => ({
  order_id: id,
  email: "ada@example.com",
  total: state,
  ...(state === 1 && { subtotal: 7 }),
  currency: "USD",
  order_date: "2026-01-01T00:00:00Z",
});

/** How many orders overtook one that was accepted before, by more than what is under way at once. */
function overtakers(order: readonly number[]): number {
  let [newest, count] = [0, 0];
  for (const id of order) {
    if (id < newest - concurrency) count += 1;
    newest = Math.max(newest, id);
  }
  return count;
}

/** Privy is away for ten hours of virtual time, with orders waiting; then it is back, with its real budgets. */
export async function proveOutage(
  engine: string,
  folder: string,
  orders: number,
): Promise<Record<string, number | string | boolean>> {
  const beganAt = Date.now();
  const privy = createFakePrivy({ keepRequests: 0 });
  const { clock } = privy;
  const queue = await openQueue(engine, folder, clock);
  const real: PrivyClient = privy.client();
  const endAt = clock.now() + awayMs;
  const delivered: number[] = [];
  let [tried, refused] = [0, 0];
  const upsert: DeliveryClient["orders"]["upsert"] = async (order, options) => {
    if (clock.now() < endAt) {
      tried += 1;
      throw new ConnectionError("Privy is away", { retryable: true });
    }
    const result = await real.orders.upsert(order, options);
    delivered.push(Number(order.order_id));
    return result;
  };
  const client: DeliveryClient = {
    orders: { upsert },
    get rateLimit() {
      return real.rateLimit;
    },
  };
  for (let id = 1; id <= orders; id += 1) {
    await queue.enqueue(orderOf(id, 1));
    // No two at the same moment, so that there is an order of arrival.
    await clock.advance(1);
  }
  for (let id = 10; id <= orders; id += 10) await queue.enqueue(orderOf(id, 2));
  const observer = {
    onPutOff({ reason }: { reason: string }) {
      if (reason === "rate_limited") refused += 1;
    },
  };
  const worker = queue.work({ client, lingerMs: 0, concurrency, observer });
  const look = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
    const untilMs = Date.now() + 20 * 60_000;
    while (!(await holds())) {
      if (Date.now() > untilMs)
        throw new Error(`the outage is not over within 20 minutes: ${delivered.length}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await look(() => delivered.length > 100);
  const { emptyAt } = await queue.stats();
  const from = clock.now();
  await look(() => delivered.length >= orders);
  const took = clock.now() - from;
  await look(async () => {
    const { waiting, underWay } = await queue.stats();
    return waiting + underWay === 0;
  });
  const forecast = (emptyAt?.getTime() ?? 0) - from;
  const { dead } = await queue.stats();
  await worker.stop();
  await queue.close();
  const stored = privy.orders;
  const isNewest = ({ order_id, total_amount, subtotal }: (typeof stored)[number]): boolean =>
    Number(total_amount) === (Number(order_id) % 10 === 0 ? 2 : 1) && subtotal === 7;
  const wrong = stored.filter((order) => !isNewest(order)).length;
  const offPercent = Math.round((Math.abs(forecast - took) / took) * 1000) / 10;
  // The first ones that were tried come later by their own delay; then the account was held, which reschedules none.
  const displaced = overtakers(delivered);
  const isGood =
    stored.length === orders && dead === 0 && wrong === 0 && displaced <= 2 * concurrency && offPercent <= 5;
  return {
    engine,
    orders,
    triedInOutage: tried,
    delivered: stored.length,
    wrong,
    dead,
    refused,
    displaced,
    virtualMinutes: Math.round(took / 60_000),
    forecastMinutes: Math.round(forecast / 60_000),
    offPercent,
    seconds: Math.round((Date.now() - beganAt) / 1000),
    isGood,
  };
}
