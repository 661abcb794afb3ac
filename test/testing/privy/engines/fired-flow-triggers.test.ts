import { describe, expect, it } from "vitest";
import { firedFlowTriggers } from "../../../../src/testing/privy/engines/fired-flow-triggers.js";
import type { FakeOrder } from "../../../../src/testing/privy/model.js";
import { makeOrder } from "./engine-fixtures.js";

const open = makeOrder({ fulfillment_status: "open" });
const delivered = makeOrder({ fulfillment_status: "delivered" });
const none = makeOrder();

describe("firedFlowTriggers", () => {
  it.each<[string, FakeOrder | undefined, FakeOrder, readonly string[]]>([
    ["a new order", undefined, open, ["order_placed"]],
    ["a new order without a status", undefined, none, ["order_placed"]],
    ["a new order that is delivered already", undefined, delivered, ["order_placed", "order_received"]],
    ["an update", open, open, []],
    ["a delivery", open, delivered, ["order_received"]],
    ["a delivery of an order without a status", none, delivered, ["order_received"]],
    ["a repeated delivery", delivered, delivered, []],
    ["a delivery that is taken back", delivered, open, []],
  ])("%s", (_name, before, after, triggers) => {
    expect(firedFlowTriggers({ before, after })).toEqual(triggers);
  });

  it("fires Order Received with every call that says delivered, when the decision says so", () => {
    const decisions = { orderReceivedTrigger: "every_call" } as const;
    expect(firedFlowTriggers({ before: delivered, after: delivered }, decisions)).toEqual(["order_received"]);
    expect(firedFlowTriggers({ before: delivered, after: open }, decisions)).toEqual([]);
  });

  it("fires only Order Placed for an order created delivered, when the decision says so", () => {
    const decisions = { deliveredOnCreate: "order_placed_only" } as const;
    expect(firedFlowTriggers({ before: undefined, after: delivered }, decisions)).toEqual(["order_placed"]);
    expect(firedFlowTriggers({ before: open, after: delivered }, decisions)).toEqual(["order_received"]);
  });
});
