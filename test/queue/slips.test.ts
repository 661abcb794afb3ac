import { InvalidInputError, RejectedError } from "privy-orders";
import { createSealing, type OrderQueue } from "privy-orders/queue";
import { createSqliteQueue } from "privy-orders/sqlite";
import { createMemoryQueue, createVirtualClock } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { Destination, orderOf } from "./contract/contract-support.js";

/** Calls a function as an untyped program does. */
const call = async (target: object, name: string, ...given: unknown[]): Promise<unknown> =>
  Reflect.apply(Reflect.get(target, name), target, given);

async function withLetter(): Promise<OrderQueue> {
  const clock = createVirtualClock({ autoAdvance: false });
  const queue = createMemoryQueue({ clock });
  await queue.enqueue(orderOf(1));
  const privy = new Destination();
  privy.before = () => {
    throw new RejectedError("refused", { status: 422 });
  };
  const worker = queue.work({ client: privy, lingerMs: 0 });
  await clock.advance(5_000);
  await worker.stop();
  return queue;
}

describe("a slip of an untyped program", () => {
  it.each<[string, string, unknown[]]>([
    ["an id that is not in a list", "replay", ["1", { as: "live" }]],
    ["a filter with a wrong name", "replay", [{ resaon: "rejected" }, { as: "live" }]],
    ["a filter by an unknown reason", "replay", [{ reason: "refused" }, { as: "live" }]],
    ["a filter by a number", "replay", [{ orderId: 1 }, { as: "live" }]],
    ["nothing to replay", "replay", [undefined, { as: "live" }]],
    ["an id to drop that is not in a list", "drop", ["1"]],
    ["nothing to drop", "drop", []],
  ])("in a selection of dead letters selects none of them: %s", async (_what, name, given) => {
    const queue = await withLetter();
    await expect(call(queue.dead, name, ...given)).rejects.toBeInstanceOf(InvalidInputError);
    expect(await queue.stats()).toMatchObject({ waiting: 0, dead: 1 });
  });

  it("in a filter of a list names what was meant", async () => {
    const { dead } = await withLetter();
    // @ts-expect-error it is called orderId
    const list = dead.list({ order_id: "1" });
    await expect(list[Symbol.asyncIterator]().next()).rejects.toThrow(/did you mean orderId\?/);
  });

  it.each([
    [{ vresion: 3 }, /did you mean version\?/],
    [{ acount: "us" }, /did you mean account\?/],
    [{ signal: new AbortController() }, /controller\.signal, not the controller/],
  ])("in the options of enqueue keeps no order: %j", async (options, message) => {
    const queue = createMemoryQueue();
    await expect(call(queue, "enqueue", orderOf(1), options)).rejects.toThrow(message);
    expect((await queue.stats()).waiting).toBe(0);
  });

  it("in the options of repair repairs nothing", async () => {
    const queue = createMemoryQueue();
    await expect(call(queue, "repair", { unreadable: "DEAD" })).rejects.toBeInstanceOf(InvalidInputError);
    expect(await call(queue, "repair", null)).toBe(0);
  });

  it("that leaves out all options is named", () => {
    for (const create of [createSqliteQueue, createSealing])
      expect(() => Reflect.apply(create, undefined, [])).toThrow(InvalidInputError);
    expect(() => Reflect.apply(createMemoryQueue, undefined, [null])).toThrow(InvalidInputError);
    expect(() => Reflect.apply(createSealing, undefined, [{ keys: { k: undefined } }])).toThrow(/keys\.k/);
  });
});
