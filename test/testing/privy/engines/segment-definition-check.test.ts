import { describe, expect, it } from "vitest";
import { FakeUsageError } from "../../../../src/testing/kit/options/fake-usage-error.js";
import {
  checkSegmentDefinition,
  checkSegmentDefinitions,
} from "../../../../src/testing/privy/engines/segment-definition-check.js";

const count = { type: "order_count", operator: "gt", value: 1 };
const segment = (overrides: object = {}): object => ({ name: "segment", conditions: [count], ...overrides });

describe("checkSegmentDefinitions", () => {
  it("takes everything that a segment can have", () => {
    const conditions = [
      count,
      { type: "order_count", operator: "eq", value: 0 },
      { type: "first_order_date", operator: "before", value: "2026-01-31" },
      { type: "first_order_date", operator: "between", value: ["2026-01-31", "2026-01-31"] },
      { type: "first_order_date", operator: "between", value: [0, 0] },
      { type: "last_order_date", operator: "on", value: new Date(0) },
      { type: "last_order_date", operator: "not_within_last", value: "90d" },
    ];
    expect(() =>
      checkSegmentDefinitions([segment({ conditions, match: "any" }), segment({ name: "b" })]),
    ).not.toThrow();
  });

  it.each<[string, unknown, string]>([
    ["no list", {}, "segments: must be a list"],
    ["no object", ["x"], "segments[0]: must be a plain object"],
    ["an empty name", [segment({ name: "" })], "segments[0].name: must be a name that is not empty"],
    [
      "a second segment of that name",
      [segment(), segment()],
      "segments[1].name: is the name of segments[0] too",
    ],
    ["an unknown match", [segment({ match: "every" })], "segments[0].match: must be one of all, any"],
    [
      "an unknown option",
      [segment({ condition: [] })],
      "segments[0].condition: unknown option; did you mean conditions?",
    ],
    [
      "no conditions",
      [segment({ conditions: [] })],
      "segments[0].conditions: must be a list with at least one condition",
    ],
    [
      "conditions that are no list",
      [segment({ conditions: count })],
      "segments[0].conditions: must be a list with at least one",
    ],
  ])("refuses %s", (_name, segments, message) => {
    expect(() => checkSegmentDefinitions(segments)).toThrow(FakeUsageError);
    expect(() => checkSegmentDefinitions(segments)).toThrow(message);
  });

  it.each<[string, unknown, string]>([
    ["no object", 5, ": must be a plain object"],
    [
      "an unknown type",
      { type: "first_order" },
      ".type: must be one of order_count, first_order_date, last_order_date",
    ],
    ["an unknown option", { ...count, currency: "USD" }, ".currency: unknown option"],
    ["a negative count", { ...count, value: -1 }, ".value: must be a whole number, not negative"],
    [
      "fewer than no orders",
      { ...count, operator: "lt", value: 0 },
      ".value: can never hold: no count is less than 0",
    ],
    [
      "an operator for numbers",
      { type: "last_order_date", operator: "gt", value: 1 },
      ".operator: must be one of before, after, on, between, within_last, not_within_last",
    ],
    [
      "a date without a zone",
      { type: "last_order_date", operator: "on", value: "2026-01-31T12:00:00" },
      ".value: must be a Date, milliseconds",
    ],
    ["no date", { type: "last_order_date", operator: "before" }, ".value: must be a Date"],
    [
      "one date for between",
      { type: "last_order_date", operator: "between", value: "2026-01-31" },
      ".value: must be a list [from, to]",
    ],
    [
      "three dates for between",
      { type: "last_order_date", operator: "between", value: [0, 1, 2] },
      ".value: must be a list [from, to]",
    ],
    [
      "a bad date in between",
      { type: "last_order_date", operator: "between", value: ["2026-01-31", "soon"] },
      ".value: must be a list [from, to]",
    ],
    [
      "from after to",
      { type: "last_order_date", operator: "between", value: ["2026-02-01", "2026-01-31"] },
      ".value: can never hold: from is after to",
    ],
    [
      "a number of days without its unit",
      { type: "last_order_date", operator: "within_last", value: "30" },
      ".value: A duration is",
    ],
  ])("refuses a condition that is %s", (_name, condition, message) => {
    const check = () => checkSegmentDefinition(segment({ conditions: [condition] }));
    expect(check).toThrow(FakeUsageError);
    expect(check).toThrow(`This segment cannot be used:\n  segment.conditions[0]${message}`);
  });

  it.each([
    "lifetime_spend",
    "lifetime_value",
    "total_spent",
    "total_spend",
    "average_order_value",
    "order_value",
    "product",
    "purchased_product",
    "purchased_variant",
    "purchased_collection",
  ])("says that %s is not available for Custom Integrations", (type) => {
    expect(() => checkSegmentDefinition(segment({ conditions: [{ type }] }))).toThrow(
      "segment.conditions[0].type: lifetime spend and product segments are not available for Custom Integrations",
    );
  });

  it("tells everything that is wrong at once", () => {
    expect(() => checkSegmentDefinitions([segment({ name: "", match: "x" })])).toThrow(
      /segments\[0\]\.name[^\n]*\n {2}segments\[0\]\.match/,
    );
  });
});
