import { completeEngineDecisions, type EngineDecisions } from "../decisions/engine-decisions.js";
import type { FakeOrder } from "../model.js";
import type { FlowTrigger } from "./flow-definition.js";

/** The readings of what the documentation leaves open about triggers. */
export type FlowTriggerDecisions = Partial<Pick<EngineDecisions, "orderReceivedTrigger">> & {
  /** Which triggers fire for an order that is created as delivered. Default `both`. */
  readonly deliveredOnCreate?: "both" | "order_placed_only" | undefined;
};

/** How one call changed an order. */
export interface OrderChange {
  /** The order before the call; undefined when the call created it. */
  readonly before: FakeOrder | undefined;
  /** The order as it is now. */
  readonly after: FakeOrder;
}

/**
 * Returns the triggers that a call fires, in this order: Order Placed for a new order, Order Received when it is marked
 * delivered. The caller decides whether `initial_sync` suppresses them.
 */
export function firedFlowTriggers(
  { before, after }: OrderChange,
  decisions: FlowTriggerDecisions = {},
): readonly FlowTrigger[] {
  const isDelivered = after.fulfillment_status === "delivered";
  if (before === undefined) {
    const firesBoth = isDelivered && decisions.deliveredOnCreate !== "order_placed_only";
    return firesBoth ? ["order_placed", "order_received"] : ["order_placed"];
  }
  const wasDelivered = before.fulfillment_status === "delivered";
  const { orderReceivedTrigger } = completeEngineDecisions(decisions);
  return isDelivered && (!wasDelivered || orderReceivedTrigger === "every_call") ? ["order_received"] : [];
}
