import { completeEngineDecisions, type EngineDecisions } from "../decisions/engine-decisions.js";
import type { FakeOrder } from "../model.js";
import type { FlowTrigger } from "./flow-definition.js";

/** How the triggers are read where the documentation is silent. */
export type FlowTriggerDecisions = Partial<Pick<EngineDecisions, "orderReceivedTrigger">> & {
  /** What an order fires that is delivered in the call that creates it. Default `both`. */
  readonly deliveredOnCreate?: "both" | "order_placed_only" | undefined;
};

/** What one call did to an order. */
export interface OrderChange {
  /** The order as it was; undefined when the call created it. */
  readonly before: FakeOrder | undefined;
  /** The order as it is now. */
  readonly after: FakeOrder;
}

/**
 * Which triggers a call fires, in this order: Order Placed for a new order, Order Received when it is marked delivered.
 * Whether `initial_sync` suppresses them is for the caller to say.
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
