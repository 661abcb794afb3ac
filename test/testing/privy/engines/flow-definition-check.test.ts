import { describe, expect, it } from "vitest";
import { FakeUsageError } from "../../../../src/testing/kit/options/fake-usage-error.js";
import { checkFlowDefinitions } from "../../../../src/testing/privy/engines/flow-definition-check.js";

const check = (flows: unknown, orderCountIncludesThis = true): void =>
  checkFlowDefinitions(flows, { orderCountIncludesThis });

const flow = (overrides: object = {}): object => ({ name: "flow", trigger: "order_placed", ...overrides });
const withCondition = (condition: unknown): object[] => [flow({ conditions: [condition] })];

describe("checkFlowDefinitions", () => {
  it("takes everything that a flow can have", () => {
    expect(() =>
      check([
        flow({
          conditions: [
            { type: "order_value", operator: "between", value: [0, 0], currency: "usd" },
            { type: "order_value", operator: "lte", value: 0 },
            { type: "order_count", operator: "between", value: [0, 1] },
            { type: "order_count", operator: "lte", value: 1 },
            { type: "order_count", operator: "lt", value: 2 },
            { type: "order_count", operator: "gt", value: 0 },
            { type: "purchased_product", productIds: ["A1", 7, 7n], match: "all" },
            { type: "purchased_variant", variantIds: [7], match: "any" },
          ],
          entry: { frequency: "delayed", after: "7d" },
          exitWhenContactBuys: true,
          active: false,
        }),
        flow({ name: "second", entry: { frequency: "immediate" }, conditions: undefined }),
        flow({ name: "third", trigger: "order_received", entry: { frequency: "never", after: undefined } }),
      ]),
    ).not.toThrow();
  });

  it.each<[string, unknown, string]>([
    ["no list", flow(), "flows: must be a list"],
    ["no object", [null], "flows[0]: must be a plain object"],
    [
      "an unknown option",
      [flow({ conditons: [] })],
      "flows[0].conditons: unknown option; did you mean conditions?",
    ],
    ["an option far from all", [flow({ xyz: 1 })], "flows[0].xyz: unknown option; it has name, trigger"],
    ["an empty name", [flow({ name: " " })], "flows[0].name: must be a name that is not empty"],
    [
      "a second flow of that name",
      [flow(), flow({ name: "b" }), flow()],
      "flows[2].name: is the name of flows[0] too",
    ],
    [
      "an unknown trigger",
      [flow({ trigger: "order_place" })],
      "flows[0].trigger: must be one of order_placed, order_received; did you mean order_placed?",
    ],
    [
      "no trigger",
      [flow({ trigger: undefined })],
      "flows[0].trigger: must be one of order_placed, order_received",
    ],
    ["a flag that is text", [flow({ active: "no" })], "flows[0].active: must be true or false"],
    [
      "another one",
      [flow({ exitWhenContactBuys: 1 })],
      "flows[0].exitWhenContactBuys: must be true or false",
    ],
    ["conditions that are no list", [flow({ conditions: {} })], "flows[0].conditions: must be a list"],
    ["an entry that is not an object", [flow({ entry: "never" })], "flows[0].entry: must be a plain object"],
    [
      "an unknown frequency",
      [flow({ entry: { frequency: "once" } })],
      "flows[0].entry.frequency: must be one of immediate, delayed, never",
    ],
    [
      "a delay without a length",
      [flow({ entry: { frequency: "delayed" } })],
      "flows[0].entry.after: A duration is",
    ],
    [
      "a delay of nothing",
      [flow({ entry: { frequency: "delayed", after: 0 } })],
      "flows[0].entry.after: must be longer than 0",
    ],
    [
      "a length without a delay",
      [flow({ entry: { frequency: "never", after: "1d" } })],
      "flows[0].entry.after: belongs to the frequency delayed only",
    ],
    [
      "an unknown entry option",
      [flow({ entry: { frequency: "never", afer: 1 } })],
      "flows[0].entry.afer: unknown option; did you mean after?",
    ],
  ])("refuses %s", (_name, flows, message) => {
    expect(() => check(flows)).toThrow(FakeUsageError);
    expect(() => check(flows)).toThrow(message);
  });

  it.each<[string, unknown, string]>([
    ["no object", "order_value", ": must be a plain object"],
    ["a class instance", Object.assign(new Date(), { type: "order_count" }), ": must be a plain object"],
    [
      "an unknown type",
      { type: "order_vale" },
      ".type: must be one of order_value, order_count, purchased_product, purchased_variant; did you mean order_value?",
    ],
    [
      "a collection",
      { type: "purchased_collection" },
      ".type: Purchased from Collection is not available for Custom Integrations",
    ],
    [
      "a collection, by its other name",
      { type: "purchased_from_collection" },
      ".type: Purchased from Collection is not available for Custom Integrations",
    ],
    [
      "an unknown operator",
      { type: "order_value", operator: ">", value: 1 },
      ".operator: must be one of gt, gte, lt, lte, eq, between",
    ],
    [
      "an option of another type",
      { type: "order_count", operator: "gt", value: 1, currency: "USD" },
      ".currency: unknown option",
    ],
    [
      "a currency that is none",
      { type: "order_value", operator: "gt", value: 1, currency: "dollar" },
      ".currency: must be the ISO 4217 code",
    ],
    [
      "amounts as text",
      { type: "order_value", operator: "gt", value: "1" },
      ".value: must be a number, not negative",
    ],
    ["no amount", { type: "order_value", operator: "gt" }, ".value: must be a number, not negative"],
    [
      "an endless amount",
      { type: "order_value", operator: "lt", value: Number.POSITIVE_INFINITY },
      ".value: must be a number",
    ],
    [
      "a negative amount",
      { type: "order_value", operator: "gt", value: -1 },
      ".value: must be a number, not negative",
    ],
    [
      "a list for one amount",
      { type: "order_value", operator: "eq", value: [1, 2] },
      ".value: must be a number, not negative",
    ],
    [
      "one amount for between",
      { type: "order_value", operator: "between", value: 1 },
      ".value: must be two numbers [from, to], neither negative",
    ],
    [
      "three amounts for between",
      { type: "order_value", operator: "between", value: [1, 2, 3] },
      ".value: must be two numbers",
    ],
    [
      "from above to",
      { type: "order_value", operator: "between", value: [2, 1] },
      ".value: can never hold: from is greater than to",
    ],
    [
      "a total below 0",
      { type: "order_value", operator: "lt", value: 0 },
      ".value: can never hold: no order's total is less than 0",
    ],
    [
      "a fraction of an order",
      { type: "order_count", operator: "eq", value: 1.5 },
      ".value: must be a whole number, not negative",
    ],
    [
      "a negative count",
      { type: "order_count", operator: "gt", value: -1 },
      ".value: must be a whole number, not negative",
    ],
    [
      "a count of 0",
      { type: "order_count", operator: "eq", value: 0 },
      ".value: can never hold: this order counts too, so there is at least 1",
    ],
    [
      "a count below 1",
      { type: "order_count", operator: "lt", value: 1 },
      ".value: can never hold: this order counts too",
    ],
    [
      "a count up to 0",
      { type: "order_count", operator: "lte", value: 0 },
      ".value: can never hold: this order counts too",
    ],
    [
      "a count from 0 to 0",
      { type: "order_count", operator: "between", value: [0, 0] },
      ".value: can never hold: this order counts too",
    ],
    [
      "no products",
      { type: "purchased_product", productIds: [] },
      ".productIds: must be a list with at least one id",
    ],
    [
      "products that are no list",
      { type: "purchased_product", productIds: "A1" },
      ".productIds: must be a list with at least one id",
    ],
    ["the wrong list", { type: "purchased_product", variantIds: [1] }, ".variantIds: unknown option"],
    ["no variants", { type: "purchased_variant" }, ".variantIds: must be a list with at least one id"],
    [
      "an empty id",
      { type: "purchased_variant", variantIds: ["A", ""] },
      ".variantIds[1]: must be text that is not empty or a whole number",
    ],
    [
      "an id that a number cannot hold",
      { type: "purchased_product", productIds: [2 ** 53] },
      ".productIds[0]: must be text",
    ],
    [
      "an unknown match",
      { type: "purchased_product", productIds: [1], match: "some" },
      ".match: must be one of any, all",
    ],
  ])("refuses a condition that is %s", (_name, condition, message) => {
    expect(() => check(withCondition(condition))).toThrow(FakeUsageError);
    expect(() => check(withCondition(condition))).toThrow(`flows[0].conditions[0]${message}`);
  });

  it("takes a count of 0 when this order is not counted", () => {
    expect(() =>
      check(withCondition({ type: "order_count", operator: "eq", value: 0 }), false),
    ).not.toThrow();
    expect(() =>
      check(withCondition({ type: "order_count", operator: "lt", value: 1 }), false),
    ).not.toThrow();
    expect(() => check(withCondition({ type: "order_count", operator: "lt", value: 0 }), false)).toThrow(
      "no count is less than 0",
    );
  });

  it("tells everything that is wrong at once", () => {
    expect(() => check([flow({ name: "", trigger: "x" }), 5])).toThrow(
      "These flows cannot be used:\n  flows[0].name: must be a name that is not empty\n  flows[0].trigger: must be one of order_placed, order_received\n  flows[1]: must be a plain object",
    );
  });

  it("does not quote a key that could be a customer's address", () => {
    expect(() => check([flow({ "ann@example.com": 1 })])).toThrow(FakeUsageError);
    expect(() => check([flow({ "ann@example.com": 1 })])).not.toThrow(/example/);
  });
});
