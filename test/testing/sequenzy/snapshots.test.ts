import { createFakeSequenzy, type FakeSequenzySnapshot } from "privy-orders/testing";
import { sequenzyMatchers } from "privy-orders/testing/vitest";
import { describe, expect, it } from "vitest";

expect.extend(sequenzyMatchers);

const push = {
  orderId: "1001",
  status: "placed",
  totalCents: 9500,
  currency: "USD",
  orderedAt: "2026-01-01T00:00:00Z",
  customer: { email: "ada@example.com" },
  items: [{ productId: "p1", title: "Thing", quantity: 1 }],
} as const;

const create = () => createFakeSequenzy({ replenishment: { p1: "30d" } });

describe("a snapshot of a fake Sequenzy", () => {
  it("brings everything back, and what follows comes out the same", async () => {
    const sequenzy = create();
    const client = sequenzy.client();
    await client.orders.push(push);
    sequenzy.settle();
    await client.orders.push({ ...push, orderId: "1002" });
    const snapshot = sequenzy.snapshot();
    const read = () => ({
      jobs: sequenzy.jobs,
      orders: sequenzy.orders,
      subscribers: sequenzy.subscribers,
      events: sequenzy.events,
      automations: sequenzy.automations,
      requests: sequenzy.requests,
      keys: sequenzy.keys.list(),
      now: sequenzy.clock.now(),
    });
    const before = read();
    const goOn = async () => {
      sequenzy.settle();
      sequenzy.keys.create();
      await sequenzy.clock.advance("40d");
      await client.orders.push({ ...push, status: "cancelled" });
      sequenzy.settle();
      return read();
    };
    const first = await goOn();
    expect(first).not.toEqual(before);
    sequenzy.restore(snapshot);
    expect(read()).toEqual(before);
    expect(await goOn()).toEqual(first);
  });

  it("goes into another fake, and keeps the clock where that is asked for", async () => {
    const [one, other] = [create(), create()];
    await one.client().orders.push(push);
    one.settle();
    await other.clock.advance("1d");
    const now = other.clock.now();
    other.restore(one.snapshot(), { clock: "keep" });
    expect(other.orders).toEqual(one.orders);
    expect(other.clock.now()).toBe(now);
  });

  it("is refused when it is none, or was taken under other decisions", () => {
    const sequenzy = create();
    const copy = { takenAt: "2026-01-01T00:00:00Z" } as FakeSequenzySnapshot; // a test without types
    expect(() => sequenzy.restore(copy)).toThrow("not a snapshot");
    const other = createFakeSequenzy({ decisions: { attributes: "replaced" } });
    expect(() => sequenzy.restore(other.snapshot())).toThrow("attributes");
    expect(() => sequenzy.restore(sequenzy.snapshot(), { clock: "back" as "set" })).toThrow("options.clock");
  });
});

describe("the matchers of a fake Sequenzy", () => {
  it("hold and fail as its expectations do", async () => {
    const sequenzy = create();
    const mark = sequenzy.mark();
    expect(sequenzy).not.toHaveReceivedPushAfter(mark);
    expect(sequenzy).not.toHaveSettledOrder("1001");
    expect(sequenzy).not.toHaveSubscriber("ada@example.com");
    await sequenzy.client().orders.push(push);
    expect(() => expect(sequenzy).toHaveSettledOrder("1001")).toThrow("It is still queued; call settle()");
    sequenzy.settle();
    expect(sequenzy).toHaveReceivedPushAfter(mark);
    expect(sequenzy).toHaveSettledOrder("1001");
    expect(sequenzy).toHaveSettledOrder("1001", { totalCents: 9500 });
    expect(sequenzy).not.toHaveSettledOrder("1001", { totalCents: 1 });
    expect(sequenzy).toHaveFiredEvent("1001", "placed");
    expect(sequenzy).not.toHaveFiredEvent("1001", "cancelled");
    expect(sequenzy).toHaveSubscriber("ada@example.com", { ordersCount: 1 });
    for (const fails of [
      () => expect(sequenzy).not.toHaveSettledOrder("1001"),
      () => expect(sequenzy).not.toHaveSettledOrder("1001", { totalCents: 9500 }),
      () => expect(sequenzy).not.toHaveFiredEvent("1001", "placed"),
      () => expect(sequenzy).not.toHaveSubscriber("ada@example.com"),
      () => expect(sequenzy).toHaveSubscriber("eva@example.com"),
      () => expect(sequenzy).not.toHaveReceivedPushAfter(mark),
      () => expect({}).toHaveSettledOrder("1001"),
    ]) {
      expect(fails).toThrow();
    }
  });
});
