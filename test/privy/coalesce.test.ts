import { type OrderInput, PrivyClient, type PrivyClientOptions, type UpsertOptions } from "privy-orders";
import { createVirtualClock } from "privy-orders/testing";
import { describe, expect, it } from "vitest";

type State = Partial<OrderInput>;

/** A client whose requests stay open until `answer` is called for the oldest of them. */
function setUp(options: Partial<PrivyClientOptions> = {}) {
  const clock = createVirtualClock({ autoAdvance: false });
  const bodies: Record<string, unknown>[] = [];
  const open: ((response: Response) => void)[] = [];
  const ids: unknown[] = [];
  const client = new PrivyClient({
    token: "privy_test",
    clock,
    coalesce: true,
    maxAttempts: 1,
    fetch: (_url, request) => {
      const body = JSON.parse(request.body ?? "{}");
      bodies.push(body);
      return new Promise((resolve, reject) => {
        open.push(resolve);
        ids.push(body.order_id);
        request.signal.addEventListener("abort", () => {
          ids.splice(open.indexOf(resolve), 1);
          open.splice(open.indexOf(resolve), 1);
          reject(request.signal.reason);
        });
      });
    },
    ...options,
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return {
    clock,
    bodies,
    upsert: (state: State, callOptions?: UpsertOptions) =>
      client.orders.upsert(
        {
          order_id: 1,
          email: "a@example.com",
          total: 1,
          currency: "USD",
          order_date: "2026-01-01T00:00:00Z",
          ...state,
        } as OrderInput,
        callOptions,
      ),
    answer: async (status = 200) => {
      await turn();
      const order_id = ids.shift();
      open.shift()?.(
        Response.json(
          status < 400 ? { data: { order_id } } : { error: { code: "validation_failed", message: "no" } },
          { status },
        ),
      );
      await turn();
    },
  };
}

describe("coalescing", () => {
  it("sends only the newest of the states that wait, and gives its result to all", async () => {
    const { upsert, answer, bodies } = setUp();
    const first = upsert({ financial_status: "pending" });
    const second = upsert({ financial_status: "authorized" });
    const third = upsert({ financial_status: "paid" });
    await answer(201);
    await answer(200);
    const results = await Promise.all([first, second, third]);
    expect(bodies.map((body) => body.financial_status)).toEqual(["pending", "paid"]);
    expect(results.map(({ outcome, superseded }) => [outcome, superseded])).toEqual([
      ["created", false],
      ["updated", true],
      ["updated", false],
    ]);
  });

  it("keeps a field that the newest left out, as Privy would have", async () => {
    const { upsert, answer, bodies } = setUp();
    const calls = [
      upsert({}),
      upsert({ financial_status: "paid", total: 5 }),
      upsert({ fulfillment_status: "delivered" }),
    ];
    await answer();
    await answer();
    await Promise.all(calls);
    expect(bodies[1]).toMatchObject({ financial_status: "paid", fulfillment_status: "delivered", total: 1 });
  });

  it("does not touch a call that has started, nor another order", async () => {
    const { upsert, answer, bodies } = setUp();
    const calls = [upsert({}), upsert({ order_id: 2 }), upsert({ order_id: 2, total: 2 })];
    for (let index = 0; index < 3; index += 1) await answer();
    const results = await Promise.all(calls);
    expect(bodies).toHaveLength(3);
    expect(results.every(({ superseded }) => !superseded)).toBe(true);
  });

  it("keeps past orders and live ones apart, and integrations", async () => {
    const { upsert, answer, bodies } = setUp();
    const calls = [
      upsert({}),
      upsert({ initial_sync: true }),
      upsert({}),
      upsert({}, { integrationToken: "one" }),
      upsert({}, { integrationToken: "two" }),
    ];
    for (let index = 0; index < 5; index += 1) await answer();
    await Promise.all(calls);
    expect(bodies).toHaveLength(5);
  });

  it("fails all when Privy refuses the newest", async () => {
    const { upsert, answer } = setUp();
    const first = upsert({});
    const calls = [upsert({ total: 2 }), upsert({ total: 3 })].map((call) =>
      call.catch((error: unknown) => error),
    );
    await answer();
    await answer(422);
    await first;
    for (const error of await Promise.all(calls)) expect(error).toMatchObject({ code: "rejected" });
  });

  it("sends what is left when the newest gives up while it waits", async () => {
    const { upsert, answer, bodies } = setUp();
    const controller = new AbortController();
    const first = upsert({});
    const second = upsert({ financial_status: "paid" });
    const third = upsert({ financial_status: "voided" }, { signal: controller.signal }).catch(
      (error: unknown) => error,
    );
    controller.abort("never mind");
    expect(await third).toBe("never mind");
    await answer();
    await answer();
    await first;
    expect(await second).toMatchObject({ superseded: false });
    expect(bodies.map((body) => body.financial_status)).toEqual([undefined, "paid"]);
  });

  it("sends again for the others, with doubt, when the newest gives up while it is under way", async () => {
    const { upsert, answer, bodies, clock } = setUp();
    const first = upsert({});
    const second = upsert({ financial_status: "paid" });
    const third = upsert({ total: 3 }, { deadlineMs: 1_000 }).catch((error: unknown) => error);
    await answer();
    await clock.advance("1s");
    expect(await third).toMatchObject({ code: "timeout", clock: "deadline" });
    await answer();
    await first;
    expect(await second).toMatchObject({ outcome: "indeterminate", superseded: false });
    expect(bodies.map((body) => body.financial_status)).toEqual([undefined, "paid", "paid"]);
  });

  it("lets one that is not the newest give up while the newest is under way", async () => {
    const { upsert, answer } = setUp();
    const controller = new AbortController();
    const first = upsert({});
    const second = upsert({}, { signal: controller.signal }).catch((error: unknown) => error);
    const third = upsert({ total: 3 });
    await answer();
    controller.abort("gone");
    expect(await second).toBe("gone");
    await answer();
    await first;
    expect((await third).outcome).toBe("updated");
  });

  it("does nothing unless it is asked for", async () => {
    const { upsert, answer, bodies } = setUp({ coalesce: false });
    const calls = [upsert({ total: 1 }), upsert({ total: 2 }), upsert({ total: 3 })];
    for (let index = 0; index < 3; index += 1) await answer();
    await Promise.all(calls);
    expect(bodies.map((body) => body.total)).toEqual([1, 2, 3]);
  });
});
