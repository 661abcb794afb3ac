import fc from "fast-check";
import { nextTurn, type QueuedState } from "privy-orders/queue";
import { describe, expect, it } from "vitest";
import { planTurn } from "../../../src/queue/verdict/next-turn.js";

const fields = fc.record(
  {
    total: fc.integer({ min: 1, max: 99 }),
    customer_id: fc.constantFrom("a", "b"),
    accepts_email_marketing: fc.boolean(),
    initial_sync: fc.constant(true),
    line_items: fc.array(fc.record({ title: fc.constantFrom("x", "y") }), { maxLength: 2 }),
  },
  { requiredKeys: ["total"] },
);

const state = (versions: fc.Arbitrary<number | undefined>) =>
  fc.record({
    order: fields,
    version: versions,
    integration: fc.constantFrom(undefined, undefined, "de"),
    priority: fc.constantFrom("live" as const, "backfill" as const),
  });

/** States of one order in the order of arrival. */
const statesOf = (versions: fc.Arbitrary<number | undefined>): fc.Arbitrary<QueuedState[]> =>
  fc.array(state(versions), { maxLength: 7 }).map((list) =>
    list.map((one, index) => ({
      ...one,
      id: String(index + 1),
      account: "default",
      at: 1_000 + index,
      order: {
        order_id: "1",
        currency: "USD",
        order_date: "2026-01-01T00:00:00Z",
        email: "ada@example.com",
        ...one.order,
      },
    })),
  );

const versions = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined });
const keyOf = ({ order, integration }: QueuedState): string =>
  `${order.initial_sync === true} ${integration}`;

/** Sends everything, turn by turn, as a worker does. */
function sendAll(
  states: QueuedState[],
  watermark?: number,
): { sent: QueuedState[][]; stored: object; stale: number } {
  let left = states;
  let [mark, stored, stale] = [watermark, {}, 0];
  const sent: QueuedState[][] = [];
  for (let round = 0; round <= states.length; round += 1) {
    const plan = planTurn(left, mark);
    stale += plan.stale.length;
    if (plan.turn === undefined) return { sent, stored, stale };
    sent.push([...plan.turn.states]);
    stored = { ...stored, ...plan.turn.order };
    const { version } = plan.turn;
    mark = version === undefined ? mark : Math.max(version, mark ?? version);
    const gone = new Set([...plan.turn.states, ...plan.stale].map(({ id }) => id));
    left = left.filter(({ id }) => !gone.has(id));
  }
  throw new Error("it never ends");
}

describe("the next turn of an order", () => {
  it("is none without states", () => {
    expect(nextTurn([])).toBeUndefined();
  });

  it("ends with what sending each state alone would end with, each state sent once", () => {
    fc.assert(
      fc.property(statesOf(fc.constant(undefined)), (states) => {
        const { sent, stored } = sendAll(states);
        expect(sent.flat()).toEqual(states);
        expect(stored).toEqual(Object.assign({}, ...states.map(({ order }) => order)));
      }),
    );
  });

  it("never merges a past order with a live one, or two integrations", () => {
    fc.assert(
      fc.property(statesOf(versions), (states) => {
        for (const turn of sendAll(states).sent) expect(new Set(turn.map(keyOf)).size).toBe(1);
      }),
    );
  });

  it("is never of an older version than one before, and drops only what is older than what was delivered", () => {
    fc.assert(
      fc.property(
        statesOf(versions),
        fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
        (states, mark) => {
          const { sent, stale } = sendAll(states, mark);
          expect(sent.flat().length + stale).toBe(states.length);
          let last = mark ?? Number.NEGATIVE_INFINITY;
          for (const { version } of sent.flat()) {
            if (version === undefined) continue;
            expect(version).toBeGreaterThanOrEqual(last);
            last = version;
          }
        },
      ),
    );
  });

  it("goes by versions where all states have one, and ends with the newest state's fields", () => {
    fc.assert(
      fc.property(statesOf(fc.integer({ min: 1, max: 4 })), (states) => {
        const sorted = [...states].sort((a, b) => (a.version ?? 0) - (b.version ?? 0));
        expect(sendAll(states).sent.flat()).toEqual(sorted);
      }),
    );
  });

  it("lets a later statement of consent win, whatever it says", () => {
    fc.assert(
      fc.property(statesOf(fc.constant(undefined)), (states) => {
        const turn = nextTurn(states);
        const said = turn?.states.flatMap(({ order }) => order.accepts_email_marketing ?? []) ?? [];
        expect(turn?.order.accepts_email_marketing).toBe(said.at(-1));
      }),
    );
  });

  it("is live when one of its states is", () => {
    fc.assert(
      fc.property(statesOf(versions), (states) => {
        const turn = nextTurn(states);
        if (turn === undefined) return;
        const isLive = turn.states.some(({ priority }) => priority === "live");
        expect(turn.priority).toBe(isLive ? "live" : "backfill");
      }),
    );
  });
});
