import { describe, expect, it } from "vitest";
import { createFakePrivy, type Fault } from "../../../src/testing/index.js";
import { order } from "../../support/fake.js";

const faults: readonly (Fault | undefined)[] = [
  undefined,
  "503",
  "429",
  "reset",
  "answer-lost",
  "half-body",
  "slow-headers",
];

/** One test of a store, which takes its own time and has its own trouble. */
async function runTest(index: number): Promise<void> {
  const days = (index % 7) + 1;
  const privy = createFakePrivy({
    seed: index,
    tokens: ["same-token-everywhere"],
    rateLimit: { perMinute: 2 + (index % 5) },
    decisions: { echo: index % 2 === 0 ? "all" : "documented_example" },
    flows: [{ name: "Thanks", trigger: "order_placed", entry: { frequency: "delayed", after: `${days}d` } }],
  });
  const client = privy.client({ deadlineMs: 3_600_000, maxRetryDelayMs: 600_000 });
  const fault = faults[index % faults.length];
  if (fault !== undefined) privy.failNext(fault);
  const empty = privy.snapshot();
  const email = `customer${index}@example.com`;
  const orders = Array.from({ length: 3 + (index % 4) }, (_, number) => ({
    ...order,
    order_id: number + 1,
    email,
    total: index,
  }));

  await Promise.all(orders.map((one) => client.orders.upsert(one)));
  expect(privy.orders.map(({ total_amount }) => total_amount)).toEqual(orders.map(() => `${index}.00`));
  expect(privy.contacts.map((contact) => contact.email)).toEqual([email]);
  expect(privy.faults).toHaveLength(fault === undefined ? 0 : 1);
  privy.expect.flow("Thanks").toHaveStarted({ times: 1, for: { contact: email } });

  const beforeMs = privy.clock.now();
  await privy.clock.advance(`${days}d`);
  expect(privy.clock.now()).toBe(beforeMs + days * 86_400_000);
  await client.orders.upsert({ ...order, order_id: 99, email });
  privy.expect.flow("Thanks").toHaveStarted({ times: 2, for: { contact: email } });

  if (index % 3 === 0) privy.tokens.revoke("same-token-everywhere");
  if (index % 3 === 1) privy.restore(empty);
  if (index % 3 === 2) privy.reset();
  expect(privy.tokens.list()).toHaveLength(index % 3 === 0 ? 0 : 1);
  expect(privy.orders).toHaveLength(index % 3 === 0 ? orders.length + 1 : 0);
}

describe("a hundred fakes in one process", () => {
  it("share nothing while they all run at once", async () => {
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: 100 }, (_, index) => runTest(index)));
    // Days passed for each of them, on clocks of their own.
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  });

  it("leave the process as it was: its fetch, its time, its timers", async () => {
    const before = [globalThis.fetch, globalThis.setTimeout, Date, Math.random];
    await Promise.all(Array.from({ length: 10 }, (_, index) => runTest(index)));
    expect([globalThis.fetch, globalThis.setTimeout, Date, Math.random]).toEqual(before);
  });

  it("make the ids of their own seed, whatever other fakes do", async () => {
    const idsOf = async (seed: number): Promise<readonly string[]> => {
      const privy = createFakePrivy({ seed });
      await privy.client().orders.upsert(order);
      return [privy.contacts[0]?.id ?? "", privy.tokens.list()[0]?.token ?? ""];
    };
    const alone = await idsOf(7);
    const together = await Promise.all(Array.from({ length: 20 }, (_, index) => idsOf(index % 10)));
    expect(together[7]).toEqual(alone);
    expect(together[17]).toEqual(alone);
    expect(new Set(together.flat()).size).toBe(20);
  });
});
