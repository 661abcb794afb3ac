import { RejectedError } from "privy-orders";
import type { EngineErrorEvent, HeldEvent, OrderQueue, WorkOptions } from "privy-orders/queue";
import { createMemoryQueue, createVirtualClock } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { Destination, orderOf } from "../contract/contract-support.js";

interface Tried {
  readonly queue: OrderQueue;
  readonly held: HeldEvent[];
  readonly errors: EngineErrorEvent[];
  stop(): Promise<void>;
}

/** A worker that has had an hour for one order, with what a store has handed in. */
async function hourWith(work: Partial<WorkOptions>, integration?: string): Promise<Tried> {
  const clock = createVirtualClock({ autoAdvance: false });
  const queue = createMemoryQueue({ clock });
  await queue.enqueue(orderOf(1), { integration });
  const [held, errors]: [HeldEvent[], EngineErrorEvent[]] = [[], []];
  const observer = {
    onHeld: (event: HeldEvent) => void held.push(event),
    onEngineError: (event: EngineErrorEvent) => void errors.push(event),
  };
  const worker = queue.work({ client: new Destination(), lingerMs: 0, observer, ...work });
  for (let minute = 0; minute < 60; minute += 1) await clock.advance(60_000);
  const stop = async (): Promise<void> => {
    const stopped = worker.stop({ graceMs: 0 });
    await clock.advance(1_000);
    await stopped;
  };
  return { queue, held, errors, stop };
}

const hostile = new Proxy(
  {},
  {
    get: () => {
      throw new Error("get");
    },
    has: () => {
      throw new Error("has");
    },
  },
);

describe("a store's function that gives the client", () => {
  it.each<[string, () => never | Promise<never>]>([
    [
      "throws",
      () => {
        throw new Error("the vault is gone");
      },
    ],
    ["rejects", () => Promise.reject(new Error("the vault is gone"))],
  ])("and %s holds the account, is reported, and kills no order", async (_what, client) => {
    const { queue, held, errors, stop } = await hourWith({ client });
    expect(held[0]).toMatchObject({ reason: "unknown_account" });
    expect(errors[0]).toMatchObject({ operation: "client", error: { message: "the vault is gone" } });
    expect(await queue.stats()).toMatchObject({ waiting: 1, dead: 0 });
    await stop();
  });

  it("and never returns is given up, and keeps no worker from stopping", async () => {
    const { held, stop } = await hourWith({ client: () => new Promise(() => undefined) });
    expect(held.length).toBeGreaterThan(10);
    await stop();
  });

  it.each([
    ["null", null],
    ["text", "client"],
    ["an object without orders", { orders: {} }],
  ])("and gives %s holds the account", async (_what, given) => {
    // Untyped programs hand in anything.
    const client = { default: given } as unknown as WorkOptions["client"];
    const { queue, held, stop } = await hourWith({ client });
    expect(held[0]).toMatchObject({ reason: "unknown_account" });
    expect(await queue.stats()).toMatchObject({ waiting: 1, dead: 0 });
    await stop();
  });
});

describe("an integration token", () => {
  it("that is empty, since its variable is not set, holds the account", async () => {
    const { queue, held, stop } = await hourWith({ integrations: { berlin: "" } }, "berlin");
    expect(held[0]).toMatchObject({ reason: "unknown_integration" });
    expect(await queue.stats()).toMatchObject({ waiting: 1, dead: 0 });
    await stop();
  });

  it("that no header can carry is refused before the first order", () => {
    const queue = createMemoryQueue();
    expect(() => queue.work({ client: new Destination(), integrations: { berlin: "two words" } })).toThrow(
      /integrations\.berlin: must be visible ASCII characters only/,
    );
  });
});

describe("a destination", () => {
  it.each([
    ["undefined", undefined],
    ["text", "no"],
    ["a symbol", Symbol("no")],
    ["what cannot be looked at", hostile],
  ])("that throws %s has an outage: its orders wait", async (_what, thrown) => {
    const client = new Destination();
    client.before = () => {
      throw thrown;
    };
    const { queue, held, stop } = await hourWith({ client });
    expect(held[0]).toMatchObject({ reason: "unavailable" });
    expect(await queue.stats()).toMatchObject({ waiting: 1, dead: 0 });
    await stop();
  });

  it("whose budget cannot be read gets its orders all the same, once", async () => {
    const client = new Destination();
    Object.defineProperty(client, "rateLimit", {
      get: () => {
        throw new Error("none");
      },
    });
    const { queue, stop } = await hourWith({ client });
    expect(client.sent).toHaveLength(1);
    expect(await queue.stats()).toMatchObject({ waiting: 0, dead: 0 });
    await stop();
  });

  it("that refuses an order still makes a dead letter of it", async () => {
    const client = new Destination();
    client.before = () => {
      throw new RejectedError("refused", { status: 422 });
    };
    const { queue, stop } = await hourWith({ client });
    expect(await queue.stats()).toMatchObject({ waiting: 0, dead: 1 });
    await stop();
  });
});
