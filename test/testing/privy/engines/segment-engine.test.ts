import { createVirtualClock } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { FakeUsageError } from "../../../../src/testing/kit/options/fake-usage-error.js";
import type { EngineDecisions } from "../../../../src/testing/privy/decisions/engine-decisions.js";
import type {
  SegmentCondition,
  SegmentDefinition,
} from "../../../../src/testing/privy/engines/segment-definition.js";
import { segmentMembers } from "../../../../src/testing/privy/engines/segment-engine.js";
import type { FakeContact, FakeOrder } from "../../../../src/testing/privy/model.js";
import { makeContact, makeOrder, noon, storeOf } from "./engine-fixtures.js";

interface Scene {
  readonly orders?: readonly Partial<FakeOrder>[];
  readonly contacts?: readonly FakeContact[];
  readonly match?: "all" | "any";
  readonly now?: string;
  readonly decisions?: Partial<EngineDecisions>;
}

function members(conditions: readonly SegmentCondition[], scene: Scene = {}): readonly string[] {
  const store = storeOf(...(scene.orders ?? []).map(makeOrder));
  const definition: SegmentDefinition = { name: "segment", conditions, match: scene.match };
  return segmentMembers(definition, scene.contacts ?? [makeContact()], {
    clock: createVirtualClock({ startAt: scene.now ?? noon }),
    statisticsOrdersOf: store.statisticsOrdersOf,
    decisions: scene.decisions,
  });
}

/** Whether a contact with orders of these dates is in the segment of this one condition. */
function holds(condition: SegmentCondition, ...dates: string[]): boolean {
  return members([condition], { orders: dates.map((placed_at) => ({ placed_at })) }).length === 1;
}

describe("the number of orders", () => {
  const orders = (count: number): Scene => ({ orders: Array.from({ length: count }, () => ({})) });

  it.each<[SegmentCondition & { type: "order_count" }, number, boolean]>([
    [{ type: "order_count", operator: "gt", value: 2 }, 2, false],
    [{ type: "order_count", operator: "gt", value: 2 }, 3, true],
    [{ type: "order_count", operator: "gte", value: 2 }, 1, false],
    [{ type: "order_count", operator: "gte", value: 2 }, 2, true],
    [{ type: "order_count", operator: "lt", value: 2 }, 2, false],
    [{ type: "order_count", operator: "lt", value: 2 }, 1, true],
    [{ type: "order_count", operator: "lte", value: 2 }, 3, false],
    [{ type: "order_count", operator: "lte", value: 2 }, 2, true],
    [{ type: "order_count", operator: "eq", value: 0 }, 0, true],
    [{ type: "order_count", operator: "eq", value: 0 }, 1, false],
    [{ type: "order_count", operator: "between", value: [1, 2] }, 0, false],
    [{ type: "order_count", operator: "between", value: [1, 2] }, 1, true],
    [{ type: "order_count", operator: "between", value: [1, 2] }, 2, true],
    [{ type: "order_count", operator: "between", value: [1, 2] }, 3, false],
  ])("%j with %i orders: %s", (condition, count, isMember) => {
    expect(members([condition], orders(count)).length === 1).toBe(isMember);
  });

  it("counts refunded and voided orders, unless the decision says no", () => {
    const condition: SegmentCondition = { type: "order_count", operator: "eq", value: 4 };
    const statuses = ["refunded", "voided", "partially_refunded", "paid"];
    const scene = { orders: statuses.map((financial_status) => ({ financial_status })) };
    expect(members([condition], scene)).toEqual(["cus_ann"]);
    const decisions = { refundedOrdersCount: "no" } as const;
    expect(members([{ ...condition, value: 2 }], { ...scene, decisions })).toEqual(["cus_ann"]);
  });

  it("counts only orders in the statistics, and only the contact's own", () => {
    const scene = { orders: [{}, { counts_in_statistics: false }, { contact_id: "cus_bob" }] };
    expect(members([{ type: "order_count", operator: "eq", value: 1 }], scene)).toEqual(["cus_ann"]);
  });
});

describe("the dates of the first and the most recent order", () => {
  const first = (test: object): SegmentCondition =>
    ({ type: "first_order_date", ...test }) as SegmentCondition; // the tests below are right
  const last = (test: object): SegmentCondition => ({ type: "last_order_date", ...test }) as SegmentCondition; // likewise

  it("are the earliest and the latest, in whatever order they arrive", () => {
    const dates = [
      "2026-02-02T00:00:00Z",
      "2026-01-01T00:00:00Z",
      "2026-03-03T00:00:00Z",
      "2026-02-20T00:00:00Z",
    ];
    expect(holds(first({ operator: "on", value: "2026-01-01" }), ...dates)).toBe(true);
    expect(holds(last({ operator: "on", value: "2026-03-03" }), ...dates)).toBe(true);
  });

  it.each<[object, string, boolean]>([
    [{ operator: "before", value: "2026-01-31" }, "2026-01-30T23:59:59.999Z", true],
    [{ operator: "before", value: "2026-01-31" }, "2026-01-31T00:00:00Z", false],
    [{ operator: "before", value: "2026-01-31T12:00:00Z" }, "2026-01-31T11:59:59Z", true],
    [{ operator: "before", value: "2026-01-31T12:00:00Z" }, "2026-01-31T12:00:00Z", false],
    [{ operator: "after", value: "2026-01-31" }, "2026-01-31T23:59:59.999Z", false],
    [{ operator: "after", value: "2026-01-31" }, "2026-02-01T00:00:00Z", true],
    [{ operator: "after", value: new Date("2026-01-31T12:00:00Z") }, "2026-01-31T12:00:00Z", false],
    [{ operator: "after", value: new Date("2026-01-31T12:00:00Z") }, "2026-01-31T12:00:01Z", true],
    [{ operator: "on", value: "2026-01-31" }, "2026-01-30T23:59:59Z", false],
    [{ operator: "on", value: "2026-01-31" }, "2026-01-31T00:00:00Z", true],
    [{ operator: "on", value: "2026-01-31T12:00:00Z" }, "2026-01-31T23:59:59Z", true],
    [{ operator: "on", value: "2026-01-31" }, "2026-02-01T00:00:00Z", false],
    [{ operator: "between", value: ["2026-01-30", "2026-01-31"] }, "2026-01-29T23:59:59Z", false],
    [{ operator: "between", value: ["2026-01-30", "2026-01-31"] }, "2026-01-30T00:00:00Z", true],
    [{ operator: "between", value: ["2026-01-30", "2026-01-31"] }, "2026-01-31T23:59:59.999Z", true],
    [{ operator: "between", value: ["2026-01-30", "2026-01-31"] }, "2026-02-01T00:00:00Z", false],
    [{ operator: "within_last", value: "30d" }, "2026-02-08T11:59:59.999Z", false],
    [{ operator: "within_last", value: "30d" }, "2026-02-08T12:00:00Z", true],
    [{ operator: "within_last", value: "30d" }, noon, true],
    [{ operator: "not_within_last", value: "30d" }, "2026-02-08T11:59:59.999Z", true],
    [{ operator: "not_within_last", value: "30d" }, "2026-02-08T12:00:00Z", false],
  ])("%j with an order of %s: %s", (test, date, isMember) => {
    expect(holds(first(test), date)).toBe(isMember);
    expect(holds(last(test), date)).toBe(isMember);
  });

  it("go by order_date, not by arrival, unless the decision says so", () => {
    const orders = [{ placed_at: "2025-01-01T00:00:00Z", created_at: noon }];
    const condition = last({ operator: "within_last", value: "7d" });
    expect(members([condition], { orders })).toEqual([]);
    expect(members([condition], { orders, decisions: { orderDateBasis: "arrival" } })).toEqual(["cus_ann"]);
  });

  it("are read anew each time: a contact drifts out as time passes", async () => {
    const clock = createVirtualClock({ startAt: noon });
    const store = storeOf(makeOrder());
    const definition: SegmentDefinition = {
      name: "recent",
      conditions: [{ type: "last_order_date", operator: "within_last", value: "7d" }],
    };
    const read = () => segmentMembers(definition, [makeContact()], { clock, ...store });
    await clock.advance("7d");
    expect(read()).toEqual(["cus_ann"]);
    await clock.advance(1);
    expect(read()).toEqual([]);
  });

  it("count as recent when they lie in the future, unless the decision says no", () => {
    const orders = [{ placed_at: "2026-03-10T12:00:01Z" }];
    const [within, notWithin] = (["within_last", "not_within_last"] as const).map((operator) =>
      last({ operator, value: "7d" }),
    );
    if (within === undefined || notWithin === undefined) throw new Error("two conditions were made");
    expect(members([within], { orders })).toEqual(["cus_ann"]);
    expect(members([notWithin], { orders })).toEqual([]);
    const decisions = { futureOrderDates: "not_recent" } as const;
    expect(members([within], { orders, decisions })).toEqual([]);
    expect(members([notWithin], { orders, decisions })).toEqual(["cus_ann"]);
    expect(members([within], { orders: [{ placed_at: noon }], decisions })).toEqual(["cus_ann"]);
  });

  it("hold in no way for a contact without orders", () => {
    for (const operator of ["before", "after", "on"])
      expect(holds(last({ operator, value: noon }))).toBe(false);
    expect(holds(first({ operator: "between", value: ["1970-01-01", "2999-01-01"] }))).toBe(false);
    expect(holds(first({ operator: "within_last", value: "52w" }))).toBe(false);
    expect(holds(first({ operator: "not_within_last", value: "1d" }))).toBe(false);
  });
});

describe("a segment", () => {
  const one: SegmentCondition = { type: "order_count", operator: "eq", value: 1 };
  const old: SegmentCondition = { type: "last_order_date", operator: "before", value: "2026-01-01" };

  it("wants all conditions by default, or any when told so", () => {
    const orders = [{ placed_at: "2026-02-02T00:00:00Z" }];
    expect(members([one, old], { orders })).toEqual([]);
    expect(members([one, old], { orders, match: "all" })).toEqual([]);
    expect(members([one, old], { orders, match: "any" })).toEqual(["cus_ann"]);
    expect(members([old, old], { orders, match: "any" })).toEqual([]);
    expect(members([one, one], { orders })).toEqual(["cus_ann"]);
  });

  it("lists its members in the order of the contacts, without deleted ones", () => {
    const contacts = [
      makeContact({ id: "cus_b" }),
      makeContact({ id: "cus_gone", deleted_at: noon }),
      makeContact({ id: "cus_a" }),
    ];
    const ids = members([{ type: "order_count", operator: "eq", value: 0 }], { contacts });
    expect(ids).toEqual(["cus_b", "cus_a"]);
    expect(Object.isFrozen(ids)).toBe(true);
  });

  it("is refused when it cannot be used", () => {
    expect(() => members([])).toThrow(FakeUsageError);
  });
});
