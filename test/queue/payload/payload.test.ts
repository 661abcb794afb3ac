import fc from "fast-check";
import { InvalidInputError } from "privy-orders";
import { createSealing, type QueuedState, type Sealing } from "privy-orders/queue";
import { describe, expect, it } from "vitest";
import { readPayload, writePayload } from "../../../src/queue/payload/envelope.js";

const key = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);
const order = {
  order_id: "1001",
  total: 95,
  currency: "USD",
  order_date: "2026-01-01T10:00:00Z",
  email: "ada@example.com",
};

const states: fc.Arbitrary<QueuedState> = fc.record({
  id: fc.constant("7"),
  account: fc.constant("de"),
  at: fc.integer({ min: 0, max: 2 ** 42 }),
  priority: fc.constantFrom("live" as const, "backfill" as const),
  integration: fc.constantFrom(undefined, "de-store"),
  version: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: undefined }),
  trace: fc.constantFrom(undefined, `00-${"a".repeat(32)}-${"b".repeat(16)}-01`),
  replayedAt: fc.option(fc.nat(), { nil: undefined }),
  order: fc
    .record({ customer_id: fc.string(), total: fc.integer() })
    .map((given) => ({ ...order, ...given })),
});

const stored = ({ id, account, at, priority }: QueuedState, text: string) => ({
  id,
  account,
  at,
  priority,
  orderId: order.order_id,
  text,
});

async function roundTrip(state: QueuedState, sealing?: Sealing): Promise<void> {
  const { id: _id, ...rest } = state;
  const text = await writePayload(rest, sealing);
  // Minus zero is none in JSON, and no version of an order.
  const version = state.version === undefined ? undefined : state.version + 0;
  expect(await readPayload(stored(state, text), sealing)).toEqual({
    readable: true,
    state: { ...state, version },
  });
}

describe("a payload", () => {
  it("is read as it was written, as clear text and sealed", async () => {
    const sealing = createSealing({ keys: { k1: key(1) } });
    await fc.assert(fc.asyncProperty(states, (state) => roundTrip(state)));
    await fc.assert(
      fc.asyncProperty(states, (state) => roundTrip(state, sealing)),
      { numRuns: 30 },
    );
  });

  it("has the form of version 1", async () => {
    const text = await writePayload(
      { account: "de", integration: "de-store", at: 1_795_688_575_442, version: 5, priority: "live", order },
      undefined,
    );
    expect(JSON.parse(text)).toEqual({
      v: 1,
      account: "de",
      integration: "de-store",
      at: 1_795_688_575_442,
      version: "5",
      order,
    });
  });

  it("that another place's order was moved to, that was changed, or whose key is gone is not opened", async () => {
    const state = { account: "de", at: 1, priority: "live", order } as const;
    const sealing = createSealing({ keys: { k1: key(1) } });
    const text = await writePayload(state, sealing);
    const at = { id: "1", account: "de", at: 1, priority: "live", orderId: "1001", text } as const;
    expect(await readPayload(at, sealing)).toMatchObject({ readable: true });
    const unreadable = { readable: false, problem: "sealed" };
    expect(await readPayload({ ...at, account: "us" }, sealing)).toEqual(unreadable);
    expect(await readPayload(at, undefined)).toEqual(unreadable);
    expect(await readPayload(at, createSealing({ keys: { k2: key(1) } }))).toEqual(unreadable);
    expect(await readPayload(at, createSealing({ keys: { k1: key(2) } }))).toEqual(unreadable);
    const { sealed } = JSON.parse(text);
    const changed = text.replace(sealed, `${sealed.slice(0, 30)}AAAA${sealed.slice(34)}`);
    expect(await readPayload({ ...at, text: changed }, sealing)).toEqual(unreadable);
  });

  it.each(["", "{", "[]", "null", "7", '{"v":1}', '{"v":1,"order":{"order_id":"2"}}'])(
    "that is broken is reported as such, and never thrown: %s",
    async (text) => {
      const at = { id: "1", account: "de", at: 1, priority: "live", orderId: "1001", text } as const;
      const read = await readPayload(at, undefined);
      expect(read.readable).toBe(false);
    },
  );

  it("is not sealed with a key of the wrong length, or without one", () => {
    expect(() => createSealing({ keys: {} })).toThrow(InvalidInputError);
    expect(() => createSealing({ keys: { k: new Uint8Array(16) } })).toThrow(InvalidInputError);
    expect(() => createSealing({ keys: { k: key(1) }, current: "other" })).toThrow(InvalidInputError);
    expect(createSealing({ keys: { k: btoa("x".repeat(32)) } }).keyId).toBe("k");
  });
});
