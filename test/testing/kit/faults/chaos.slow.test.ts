import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { isPrivyOrdersError, type OrderInput } from "privy-orders";
import { CHAOS_FAULTS, createFakePrivy, type FakePrivy, type Fault } from "privy-orders/testing";
import { expect, it } from "vitest";

const orderCount = 5_000;
const contactCount = 500;

/** All that chaos does by default, what no client gets over by itself, and tokens that run out. */
const faults: readonly Fault[] = [
  ...CHAOS_FAULTS,
  "malformed-json",
  "empty-body",
  "html-200",
  "expired-token",
  { status: 500, stored: true },
  { status: 429, retryAfter: { dateAfter: "20s" } },
  { status: 429, retryAfter: null },
];

/** One order's state after each of its events, each time in full. */
function states(id: number): readonly [OrderInput, OrderInput, OrderInput] {
  const placed: OrderInput = {
    order_id: id,
    total: id,
    currency: "USD",
    order_date: "2026-01-01T00:00:00Z",
    email: `customer${id % 1_000}@example.com`,
    financial_status: "pending",
  };
  const paid: OrderInput = { ...placed, financial_status: "paid", total: id + 1 };
  return [placed, paid, { ...paid, fulfillment_status: "delivered", total: id + 2 }];
}

const pause = (privy: FakePrivy, delayMs: number): Promise<void> =>
  new Promise((resolve) => void privy.clock.setTimer(resolve, delayMs, "wait"));

/** A shop's queue: what fails is sent again until it is through, and a budget that is used up is waited for. */
async function untilDone<Result>(privy: FakePrivy, send: () => Promise<Result>): Promise<Result> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      return await send();
    } catch (error) {
      if (!isPrivyOrdersError(error) || error.code === "invalid_input") throw error;
      await pause(privy, error.retryAfterMs ?? 1_000);
    }
  }
  throw new Error("It was given up after 100 tries");
}

async function inParallel(
  count: number,
  lanes: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      await work(next);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** What is in use when everything that can be thrown away was. Bytes. */
function heapInUse(): number {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  collect();
  return process.memoryUsage().heapUsed;
}

it("loses and doubles nothing when one request in five goes wrong, over 5,000 orders and 500 contacts", {
  timeout: 120_000,
}, async () => {
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown): unknown => unhandled.push(reason);
  process.on("unhandledRejection", onUnhandled);
  const privy = createFakePrivy({
    keepRequests: 100,
    flows: [
      { name: "thanks", trigger: "order_placed" },
      { name: "review", trigger: "order_received" },
    ],
  });
  const client = privy.client({ oauth: true, maxAttempts: 6 });
  const chaos = privy.chaos({ rate: 0.2, seed: 20, faults });

  await inParallel(orderCount, 50, async (id) => {
    const [placed] = states(id);
    await untilDone(privy, () => client.orders.upsert(placed));
  });
  const heapBefore = heapInUse();
  await inParallel(orderCount, 50, async (id) => {
    const [, paid, delivered] = states(id);
    // Both at once, as two webhooks would: the client keeps their order. Only the last state is worth another try.
    const payment = client.orders.upsert(paid).catch(() => undefined);
    const delivery = client.orders.upsert(delivered).catch(() => undefined);
    await payment;
    if ((await delivery) === undefined) await untilDone(privy, () => client.orders.upsert(delivered));
  });
  const grown = heapInUse() - heapBefore;
  await inParallel(contactCount, 50, async (id) => {
    const email = `reader${id}@example.com`;
    const { contact } = await untilDone(privy, () => client.contacts.upsert({ email, tags: ["new"] }));
    await untilDone(privy, () => client.contacts.update(contact.id, { tags: ["read", String(id)] }));
  });
  expect(privy.orders).toHaveLength(orderCount);
  for (const order of privy.orders) {
    const id = Number(order.order_id);
    expect(order).toMatchObject({
      total_amount: `${id + 2}.00`,
      financial_status: "paid",
      fulfillment_status: "delivered",
      email: `customer${id % 1_000}@example.com`,
    });
  }
  const runs = new Map<string, number>();
  for (const { flow, orderId } of privy.flowRuns)
    runs.set(`${flow} ${orderId}`, (runs.get(`${flow} ${orderId}`) ?? 0) + 1);
  expect(runs.size).toBe(2 * orderCount);
  expect(Math.max(...runs.values())).toBe(1);
  const readers = privy.contacts.filter(({ email }) => email?.startsWith("reader"));
  expect(readers).toHaveLength(contactCount);
  for (const { email, tags } of readers) expect(tags).toEqual(["read", /\d+/.exec(email ?? "")?.[0]]);
  expect(privy.contacts).toHaveLength(contactCount + 1_000);

  expect(chaos.injected / chaos.requests).toBeCloseTo(0.2, 1);
  expect(Object.values(chaos.counts).reduce((sum, count) => sum + count, 0)).toBe(chaos.injected);
  expect(privy.clock.pendingTimers).toBe(0);
  // What the second half adds is 10,000 flow runs and evaluations; nothing that grows with the requests.
  expect(grown).toBeLessThan(10_000_000);
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", onUnhandled);
  expect(unhandled).toEqual([]);
});
