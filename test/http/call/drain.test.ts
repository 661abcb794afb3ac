import { InvalidInputError, PrivyClient } from "privy-orders";
import { SequenzyClient } from "privy-orders/sequenzy";
import { createVirtualClock } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { json, leastOrder, silence, watch } from "../../support/scripted-server.js";

/** A client whose requests are answered when the test says so. */
function setUp() {
  const clock = createVirtualClock({ autoAdvance: false });
  const answers: ((response: Response) => void)[] = [];
  const client = new PrivyClient({
    token: "privy_test",
    clock,
    rateBudget: undefined,
    fetch: () => new Promise((resolve) => answers.push(resolve)),
  });
  const answer = async (response: Response = json(201)): Promise<void> => {
    answers.shift()?.(response);
    await clock.advance(0);
  };
  return { client, clock, answer };
}

describe("a client that is drained", () => {
  it.each([null, 5, "5s"])("refuses options that are no object: %j", async (options) => {
    const { client } = setUp();
    // @ts-expect-error such options are type errors
    await expect(client.drain(options)).rejects.toThrow("must be an object of options");
  });

  it("has nothing left when nothing is under way", async () => {
    const { client } = setUp();
    expect(client.inFlight).toBe(0);
    expect(await client.drain()).toEqual({ left: [] });
  });

  it("waits for what is under way, also for what waits its turn", async () => {
    const { client, clock, answer } = setUp();
    const calls = [client.orders.upsert(leastOrder), client.orders.upsert(leastOrder)].map(watch);
    await clock.advance(0);
    expect(client.inFlight).toBe(2);
    const drained = watch(client.drain({ deadlineMs: 5_000 }));
    await answer();
    expect(client.inFlight).toBe(1);
    expect(drained.state).toBe("pending");
    await answer();
    expect(calls.map(({ state }) => state)).toEqual(["fulfilled", "fulfilled"]);
    expect(drained).toMatchObject({ state: "fulfilled", value: { left: [] } });
    expect(clock.pendingTimers).toBe(0);
  });

  it("returns at its deadline what was left, by operation, order and label", async () => {
    const { client, clock } = setUp();
    watch(client.orders.upsert(leastOrder, { label: "job 7" }));
    watch(client.contacts.get("cus_1"));
    const drained = watch(client.drain({ deadlineMs: 5_000 }));
    await clock.advance(4_999);
    expect(drained.state).toBe("pending");
    await clock.advance(1);
    expect(drained.value).toEqual({
      left: [
        { operation: "orders.upsert", order_id: "450789469", label: "job 7" },
        { operation: "contacts.get" },
      ],
    });
    expect(client.inFlight).toBe(2);
  });

  it("waits for a call that its caller begins after another", async () => {
    const { client, clock, answer } = setUp();
    const both = watch(client.orders.upsert(leastOrder).then(() => client.orders.upsert(leastOrder)));
    const drained = watch(client.drain());
    await clock.advance(0);
    await answer();
    expect(drained.state).toBe("pending");
    await answer();
    expect([both.state, drained.state]).toEqual(["fulfilled", "fulfilled"]);
  });

  it("does not count what has failed or was aborted", async () => {
    const { client, clock, answer } = setUp();
    const controller = new AbortController();
    watch(client.orders.upsert(leastOrder, { signal: controller.signal }));
    watch(client.orders.upsert({ ...leastOrder, order_id: 2 }));
    await clock.advance(0);
    controller.abort();
    expect(client.inFlight).toBe(1);
    await answer(json(422, {}));
    await answer(json(422, {}));
    expect(client.inFlight).toBe(0);
  });

  it("refuses an option that it does not know", async () => {
    const { client } = setUp();
    await expect(client.drain({ timeout: 5 } as object)).rejects.toThrow(InvalidInputError);
    await expect(client.drain({ deadlineMs: -1 })).rejects.toThrow(/deadlineMs: must be a number/);
  });

  it("may be one of Sequenzy", async () => {
    const clock = createVirtualClock({ autoAdvance: false });
    const client = new SequenzyClient({
      apiKey: "sk_live_1",
      clock,
      fetch: (url, request) => silence({ ...request, url, atMs: 0 }),
    });
    const order = { orderId: "A-1", totalCents: 1, currency: "USD", customer: { email: "a@example.com" } };
    // Only its key matters here.
    watch(client.orders.push({ ...order, items: [] } as never));
    const drained = watch(client.drain({ deadlineMs: 10 }));
    await clock.advance(10);
    expect(client.inFlight).toBe(1);
    expect(drained.value).toEqual({ left: [{ operation: "orders.push", order_id: "A-1" }] });
  });
});

describe("one signal for many calls", () => {
  it("has a single listener, which is gone when they are over", async () => {
    const { client, clock, answer } = setUp();
    const { signal } = new AbortController();
    const listeners: string[] = [];
    for (const name of ["addEventListener", "removeEventListener"] as const) {
      const own = signal[name].bind(signal) as (...values: unknown[]) => void; // both take the same
      signal[name] = (...values: unknown[]) => {
        listeners.push(name);
        own(...values);
      };
    }
    const calls = Array.from({ length: 500 }, () => watch(client.orders.upsert(leastOrder, { signal })));
    await clock.advance(0);
    for (let count = 0; count < 500; count += 1) await answer();
    expect(calls.every(({ state }) => state === "fulfilled")).toBe(true);
    expect(listeners).toEqual(["addEventListener", "removeEventListener"]);
  });

  it("ends them all with its own reason", async () => {
    const { client, clock } = setUp();
    const controller = new AbortController();
    const calls = [1, 2, 3].map((order_id) =>
      watch(client.orders.upsert({ ...leastOrder, order_id }, { signal: controller.signal })),
    );
    await clock.advance(0);
    controller.abort("closing");
    await clock.advance(0);
    expect(calls.map(({ reason }) => reason)).toEqual(["closing", "closing", "closing"]);
  });
});
