import { createVirtualClock } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { FakeUsageError } from "../../../../src/testing/kit/options/fake-usage-error.js";
import { completeEngineDecisions } from "../../../../src/testing/privy/decisions/engine-decisions.js";
import type { FlowCondition, FlowDefinition } from "../../../../src/testing/privy/engines/flow-definition.js";
import {
  createFlowEngine,
  type FlowEngineContext,
} from "../../../../src/testing/privy/engines/flow-engine.js";
import type { FakeOrder } from "../../../../src/testing/privy/model.js";
import { makeContact, makeOrder, noon, storeOf } from "./engine-fixtures.js";

const ann = makeContact();
const bob = makeContact({ id: "cus_bob" });

function setUp(flows: readonly FlowDefinition[], overrides: Partial<FlowEngineContext> = {}) {
  const clock = createVirtualClock({ startAt: noon });
  const store = storeOf();
  let runs = 0;
  const context: FlowEngineContext = {
    clock,
    statisticsOrdersOf: store.statisticsOrdersOf,
    nextFlowRunId: () => `run_${++runs}`,
    requestId: () => "req_1",
    ...overrides,
  };
  const engine = createFlowEngine(flows, context);
  /** What the fake does with a new order. */
  function place(order: FakeOrder = makeOrder(), contact = ann) {
    store.put(order);
    return engine.orderPlaced(order, contact);
  }
  return { clock, context, engine, place, store };
}

/** Whether an order starts a flow that has only this condition; if not, why. */
function outcomeOf(condition: FlowCondition, order: Partial<FakeOrder>): true | string {
  const { place } = setUp([{ name: "flow", trigger: "order_placed", conditions: [condition] }]);
  const [evaluation] = place(makeOrder(order));
  if (evaluation?.started === true) return true;
  return evaluation?.reason === "condition_failed" ? evaluation.detail : "no evaluation";
}

describe("a flow without conditions", () => {
  it("starts with every order of its trigger and tells all about the run", () => {
    const { engine, place } = setUp([{ name: "Thank you", trigger: "order_placed" }]);
    const order = makeOrder();
    const facts = {
      requestId: "req_1",
      flow: "Thank you",
      trigger: "order_placed",
      orderId: order.order_id,
      contactId: "cus_ann",
    };
    expect(place(order)).toEqual([{ ...facts, at: noon, started: true, runId: "run_1" }]);
    expect(engine.runs).toEqual([{ ...facts, id: "run_1", startedAt: noon, status: "running" }]);
    place();
    expect(engine.runs.map(({ id }) => id)).toEqual(["run_1", "run_2"]);
    expect(engine.evaluations).toHaveLength(2);
  });

  it("is not looked at for the other trigger", () => {
    const { engine } = setUp([
      { name: "placed", trigger: "order_placed" },
      { name: "received", trigger: "order_received" },
    ]);
    expect(engine.orderReceived(makeOrder(), ann).map(({ flow }) => flow)).toEqual(["received"]);
    expect(engine.orderPlaced(makeOrder(), ann).map(({ flow }) => flow)).toEqual(["placed"]);
  });

  it("does not start while it is switched off, and says so", () => {
    const { engine, place } = setUp([{ name: "off", trigger: "order_placed", active: false }]);
    expect(place()).toMatchObject([{ flow: "off", started: false, reason: "inactive" }]);
    expect(engine.runs).toEqual([]);
  });

  it("does not start for an order of a bulk import, and says so", () => {
    const { engine } = setUp([{ name: "flow", trigger: "order_placed" }]);
    const order = makeOrder({ initial_sync: true });
    expect(engine.suppressed(order, ann, "order_placed", "initial_sync")).toMatchObject([
      { orderId: order.order_id, contactId: "cus_ann", started: false, reason: "initial_sync" },
    ]);
    expect(engine.runs).toEqual([]);
    expect(engine.evaluations).toHaveLength(1);
  });
});

describe("Order Value", () => {
  it.each<[FlowCondition & { type: "order_value" }, string, boolean]>([
    [{ type: "order_value", operator: "gt", value: 100 }, "100.00", false],
    [{ type: "order_value", operator: "gt", value: 100 }, "100.01", true],
    [{ type: "order_value", operator: "gte", value: 100 }, "99.99", false],
    [{ type: "order_value", operator: "gte", value: 100 }, "100.00", true],
    [{ type: "order_value", operator: "lt", value: 100 }, "100.00", false],
    [{ type: "order_value", operator: "lt", value: 100 }, "99.99", true],
    [{ type: "order_value", operator: "lte", value: 100 }, "100.01", false],
    [{ type: "order_value", operator: "lte", value: 100 }, "100.00", true],
    [{ type: "order_value", operator: "eq", value: 0.3 }, "0.30", true],
    [{ type: "order_value", operator: "eq", value: 0.3 }, "0.31", false],
    [{ type: "order_value", operator: "between", value: [50, 100] }, "49.99", false],
    [{ type: "order_value", operator: "between", value: [50, 100] }, "50.00", true],
    [{ type: "order_value", operator: "between", value: [50, 100] }, "100.00", true],
    [{ type: "order_value", operator: "between", value: [50, 100] }, "100.01", false],
  ])("%j with a total of %s: %s", (condition, total_amount, starts) => {
    expect(outcomeOf(condition, { total_amount }) === true).toBe(starts);
  });

  it("says what failed, and which condition it was", () => {
    const conditions: FlowCondition[] = [
      { type: "order_value", operator: "gte", value: 50 },
      { type: "order_value", operator: "gt", value: 100 },
    ];
    const { place } = setUp([{ name: "flow", trigger: "order_placed", conditions }]);
    expect(place(makeOrder({ total_amount: "95.00" }))).toMatchObject([
      {
        reason: "condition_failed",
        conditionIndex: 1,
        detail: "order_value gt 100: this order's total is 95",
      },
    ]);
  });

  it("compares in the order's own currency, unless the condition names one", () => {
    const order = { total_amount: "200.00", currency_code: "EUR" };
    expect(outcomeOf({ type: "order_value", operator: "gt", value: 100 }, order)).toBe(true);
    expect(outcomeOf({ type: "order_value", operator: "gt", value: 100, currency: "eur" }, order)).toBe(true);
    expect(outcomeOf({ type: "order_value", operator: "gt", value: 100, currency: "USD" }, order)).toBe(
      "order_value gt 100 USD: this order is in EUR",
    );
  });
});

describe("Order Count", () => {
  const second: FlowDefinition = {
    name: "second order",
    trigger: "order_placed",
    conditions: [{ type: "order_count", operator: "eq", value: 2 }],
  };

  it("counts this order and the contact's others, but no other contact's", () => {
    const { place } = setUp([second]);
    place(makeOrder({ contact_id: "cus_bob" }), bob);
    expect(place()).toMatchObject([
      { started: false, conditionIndex: 0, detail: "order_count eq 2: this contact has 1" },
    ]);
    expect(place()).toMatchObject([{ started: true }]);
    expect(place()).toMatchObject([{ started: false, detail: "order_count eq 2: this contact has 3" }]);
  });

  it("counts only the orders before this one when the decision says so", () => {
    const { place } = setUp([second], { decisions: { orderCountIncludesThis: "no" } });
    place();
    expect(place()).toMatchObject([{ started: false }]);
    expect(place()).toMatchObject([{ started: true }]);
  });

  it.each([
    ["yes", 2],
    ["no", 1],
  ] as const)(
    "takes an order outside the statistics right (includes this: %s)",
    (orderCountIncludesThis, count) => {
      const { engine, store } = setUp(
        [
          {
            name: "received",
            trigger: "order_received",
            conditions: [{ type: "order_count", operator: "eq", value: count }],
          },
        ],
        { decisions: { orderCountIncludesThis } },
      );
      store.put(makeOrder());
      const silent = makeOrder({ counts_in_statistics: false });
      store.put(silent);
      expect(engine.orderReceived(silent, ann)).toMatchObject([{ started: true }]);
    },
  );

  it("does not ask for the contact's orders unless a flow looks at their number, and then once", () => {
    let asked = 0;
    const statisticsOrdersOf = () => {
      asked += 1;
      return [];
    };
    setUp([{ name: "flow", trigger: "order_placed" }], { statisticsOrdersOf }).place();
    expect(asked).toBe(0);
    setUp([second, { ...second, name: "another" }], { statisticsOrdersOf }).place();
    expect(asked).toBe(1);
  });
});

describe("Purchased Product and Purchased Variant", () => {
  const product: FlowCondition = { type: "purchased_product", productIds: ["A1", 7] };
  const items = (...ids: unknown[]) => ({ line_items: ids.map((product_id) => ({ product_id })) });

  it.each([["A1"], [7], ["7"], [7n]])("finds the id %s, as text or as a number", (id) => {
    expect(outcomeOf(product, items("other", id))).toBe(true);
  });

  it("looks at product_id for products and at variant_id for variants", () => {
    const variant: FlowCondition = { type: "purchased_variant", variantIds: [7] };
    expect(outcomeOf(product, { line_items: [{ variant_id: 7 }] })).toBe(
      "purchased_product (any of 2 ids): no line item of this order has a product_id",
    );
    expect(outcomeOf(variant, { line_items: [{ variant_id: 7 }] })).toBe(true);
    expect(outcomeOf(variant, { line_items: [{ product_id: 7 }] })).toBe(
      "purchased_variant (any of 1 id): no line item of this order has a variant_id",
    );
  });

  it("wants all of the ids when told so, in whichever items", () => {
    const all: FlowCondition = { type: "purchased_product", productIds: ["A1", 7], match: "all" };
    expect(outcomeOf(all, items("A1", 7))).toBe(true);
    expect(outcomeOf(all, items("A1", "A1", 8))).toBe(
      "purchased_product (all of 2 ids): the line items of this order have 1 of them in product_id",
    );
  });

  it("counts an id that is named twice, as number and as text, once", () => {
    expect(outcomeOf({ type: "purchased_product", productIds: [7, "7"], match: "all" }, items(7))).toBe(true);
  });

  it("says when the order has no items at all", () => {
    expect(outcomeOf(product, {})).toBe("purchased_product (any of 2 ids): this order has no line_items");
  });

  it("ignores what is not an id, and what an item merely inherits", () => {
    const inherited: Record<string, unknown> = Object.create({ product_id: "A1" });
    expect(
      outcomeOf(product, { line_items: [inherited, { product_id: null }, { product_id: ["A1"] }] }),
    ).toMatch(/no line item of this order has a product_id/);
  });
});

describe("entry frequency", () => {
  it("lets a contact in again at once by default", () => {
    const { place } = setUp([{ name: "flow", trigger: "order_placed" }]);
    expect([...place(), ...place()]).toMatchObject([{ started: true }, { started: true }]);
  });

  it("lets a contact in only once with never, but others too", async () => {
    const { clock, place } = setUp([
      { name: "flow", trigger: "order_placed", entry: { frequency: "never" } },
    ]);
    expect(place()).toMatchObject([{ started: true }]);
    await clock.advance("52w");
    expect(place()).toMatchObject([{ started: false, reason: "re_entry", possibleAt: null }]);
    expect(place(makeOrder({ contact_id: "cus_bob" }), bob)).toMatchObject([{ started: true }]);
  });

  it("lets a contact in again when the delay since it last entered is over, not a millisecond before", async () => {
    const { clock, place } = setUp([
      { name: "flow", trigger: "order_placed", entry: { frequency: "delayed", after: "2h" } },
    ]);
    place();
    await clock.advance(2 * 3_600_000 - 1);
    expect(place()).toMatchObject([
      { started: false, reason: "re_entry", possibleAt: "2026-03-10T14:00:00.000Z" },
    ]);
    await clock.advance(1);
    expect(place()).toMatchObject([{ started: true }]);
    await clock.advance("1h");
    expect(place()).toMatchObject([{ reason: "re_entry", possibleAt: "2026-03-10T16:00:00.000Z" }]);
  });

  it("can delay for longer than any date reaches", () => {
    const after = Number.MAX_SAFE_INTEGER;
    const { place } = setUp([
      { name: "flow", trigger: "order_placed", entry: { frequency: "delayed", after } },
    ]);
    place();
    expect(place()).toMatchObject([{ reason: "re_entry", possibleAt: "+275760-09-13T00:00:00.000Z" }]);
  });

  it("counts entries only, not orders whose conditions failed", () => {
    const { place } = setUp([
      {
        name: "flow",
        trigger: "order_placed",
        conditions: [{ type: "order_value", operator: "gte", value: 100 }],
        entry: { frequency: "never" },
      },
    ]);
    expect(place(makeOrder({ total_amount: "1.00" }))).toMatchObject([{ reason: "condition_failed" }]);
    expect(place(makeOrder({ total_amount: "100.00" }))).toMatchObject([{ started: true }]);
  });

  it("is kept for each flow apart", () => {
    const { place } = setUp([
      { name: "once", trigger: "order_placed", entry: { frequency: "never" } },
      { name: "always", trigger: "order_placed" },
    ]);
    place();
    expect(place().map(({ started }) => started)).toEqual([false, true]);
  });
});

describe("exit when the contact buys", () => {
  const leaving: FlowDefinition = { name: "leaving", trigger: "order_placed", exitWhenContactBuys: true };

  it("ends the run at the contact's next order, and starts another for that", async () => {
    const { clock, engine, place } = setUp([leaving]);
    place();
    expect(engine.runs).toMatchObject([{ status: "running" }]);
    await clock.advance("1h");
    place();
    expect(engine.runs).toMatchObject([
      { status: "exited", exitedAt: "2026-03-10T13:00:00.000Z", exitReason: "contact_bought" },
      { status: "running" },
    ]);
    expect(engine.runs[1]).not.toHaveProperty("exitedAt");
  });

  it("ends a run once: later orders do not change when it ended", async () => {
    const { clock, engine, place } = setUp([{ ...leaving, entry: { frequency: "never" } }]);
    place();
    place();
    const [ended] = engine.runs;
    await clock.advance("1h");
    place();
    expect(engine.runs).toEqual([ended]);
    engine.restore(engine.snapshot());
    place();
    expect(engine.runs).toEqual([ended]);
  });

  it("ends runs that a received order started, but not by the order that started them", () => {
    const { engine, place } = setUp([{ ...leaving, trigger: "order_received" }]);
    const order = makeOrder();
    engine.orderReceived(order, ann);
    place(order);
    expect(engine.runs).toMatchObject([{ status: "running" }]);
    place();
    expect(engine.runs).toMatchObject([{ status: "exited" }]);
  });

  it("leaves alone other contacts' runs, other flows, and all runs when an order is only received or imported", () => {
    const { engine, place } = setUp([leaving, { name: "staying", trigger: "order_placed" }]);
    place();
    place(makeOrder({ contact_id: "cus_bob" }), bob);
    engine.orderReceived(makeOrder(), ann);
    engine.suppressed(makeOrder(), ann, "order_placed", "initial_sync");
    expect(engine.runs.every(({ status }) => status === "running")).toBe(true);
    place();
    expect(engine.runs.filter(({ status }) => status === "exited")).toMatchObject([
      { flow: "leaving", contactId: "cus_ann" },
    ]);
  });
});

describe("the flow engine's state", () => {
  const flows: FlowDefinition[] = [
    { name: "once", trigger: "order_placed", entry: { frequency: "never" } },
    { name: "leaving", trigger: "order_placed", exitWhenContactBuys: true },
  ];

  it("goes on from a snapshot as if nothing had happened since, also in another fake and through JSON", () => {
    const { engine, place } = setUp(flows);
    place();
    const snapshot = engine.snapshot();
    const saved = JSON.stringify(snapshot);
    place();
    expect(engine.runs).toHaveLength(3);
    engine.restore(snapshot);
    expect(engine.snapshot()).toEqual(snapshot);

    const other = setUp(flows);
    other.place(makeOrder({ contact_id: "cus_bob" }), bob);
    other.engine.restore(JSON.parse(saved));
    for (const { place: placeNext, engine: restored } of [{ place, engine }, other]) {
      expect(placeNext()).toMatchObject([{ reason: "re_entry" }, { started: true }]);
      expect(restored.runs.map(({ status }) => status)).toEqual(["running", "exited", "running"]);
    }
  });

  it("forgets what a snapshot does not know", () => {
    const { engine, place } = setUp(flows);
    const empty = engine.snapshot();
    place();
    engine.restore(empty);
    expect(engine.runs).toEqual([]);
    place(makeOrder({ contact_id: "cus_bob" }), bob);
    expect(place()).toMatchObject([{ started: true }, { started: true }]);
    expect(engine.runs.every(({ status }) => status === "running")).toBe(true);
  });

  it("shows what a flow refused since it was last read", () => {
    const { engine, place } = setUp([
      { name: "once", trigger: "order_placed", entry: { frequency: "never" } },
    ]);
    place();
    expect(engine.evaluations).toHaveLength(1);
    place();
    expect(engine.evaluations).toHaveLength(2);
  });

  it("is handed out in frozen pieces that later orders do not change", () => {
    const { engine, place } = setUp(flows);
    place();
    const { runs, evaluations } = engine;
    place();
    expect(runs.map(({ status }) => status)).toEqual(["running", "running"]);
    expect(evaluations).toHaveLength(2);
    for (const value of [runs, runs[0], evaluations, evaluations[0]])
      expect(Object.isFrozen(value)).toBe(true);
    expect(engine.runs).toBe(engine.runs);
  });

  it("does not follow a definition that is changed later", () => {
    const productIds = ["A1"];
    const condition = {
      type: "order_value" as const,
      operator: "between" as const,
      value: [1, 100] as [number, number],
    };
    const definition: FlowDefinition = {
      name: "flow",
      trigger: "order_placed",
      conditions: [condition, { type: "purchased_product", productIds }],
    };
    const { place } = setUp([definition]);
    productIds[0] = "B2";
    condition.value[1] = 2;
    expect(place(makeOrder({ line_items: [{ product_id: "A1" }] }))).toMatchObject([{ started: true }]);
  });

  it("takes names that every object has", () => {
    const { engine, place } = setUp([
      { name: "__proto__", trigger: "order_placed", entry: { frequency: "never" } },
    ]);
    const contact = makeContact({ id: "constructor" });
    expect([...place(makeOrder({ contact_id: contact.id }), contact)]).toMatchObject([{ started: true }]);
    expect([...place(makeOrder({ contact_id: contact.id }), contact)]).toMatchObject([
      { reason: "re_entry" },
    ]);
    expect(engine.runs).toHaveLength(1);
  });

  it("refuses unusable definitions when it is made", () => {
    expect(() => setUp([{ name: "", trigger: "order_placed" }])).toThrow(FakeUsageError);
  });
});

describe("completeEngineDecisions", () => {
  it("keeps what is chosen and completes the rest with the defaults", () => {
    expect(completeEngineDecisions({ orderDateBasis: "arrival" })).toEqual({
      ...completeEngineDecisions(),
      orderDateBasis: "arrival",
    });
    expect(completeEngineDecisions()).toMatchObject({
      orderDateBasis: "order_date",
      orderCountIncludesThis: "yes",
    });
  });
});
