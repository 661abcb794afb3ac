import { listSome } from "../../kit/expect/list-some.js";
import type { FlowDefinition } from "../engines/flow-definition.js";
import type { StateReader } from "../state-reader.js";
import { describeRun } from "./describe-run.js";
import type { FlowHistory } from "./flow-history.js";
import type { FlowScope } from "./flow-scope.js";

/** Explains why a flow did not start. */
export function explainNoStart(
  flow: FlowDefinition,
  scope: FlowScope,
  history: FlowHistory,
  reader: StateReader,
): string {
  const parts: string[] = [];
  if (history.refusals.length > 0) {
    const lines = history.refusals.map((refusal) => describeRefusal(refusal, flow));
    parts.push(`Why not:\n${listSome(lines.reverse(), 10)}`);
  } else if (history.runs.length === 0) parts.push(explainNoTrigger(flow, scope, reader));
  if (history.runs.length === 0 && history.otherRuns.length > 0) {
    parts.push(`It started for others:\n${listSome(history.otherRuns.map(describeRun))}`);
  }
  return parts.join("\n");
}

/** Describes the engine's reason for not starting. */
function describeRefusal(
  refusal: FlowHistory["refusals"][number],
  { conditions = [] }: FlowDefinition,
): string {
  const { orderId, at, reason, detail } = refusal;
  const which =
    refusal.reason === "condition_failed"
      ? `condition ${refusal.conditionIndex + 1} of ${conditions.length} does not hold`
      : { initial_sync: "initial_sync", inactive: "switched off", re_entry: "no re-entry yet" }[
          refusal.reason
        ];
  return `order ${orderId} at ${at}: ${which} (${reason}): ${detail}`;
}

/** Explains why the flow was never evaluated. */
function explainNoTrigger(flow: FlowDefinition, { order }: FlowScope, reader: StateReader): string {
  if (flow.trigger === "order_placed") {
    return order === undefined && reader.orders.length === 0
      ? "No order was received at all."
      : "It was never evaluated: its trigger order_placed fires for a new order only, not for an update.";
  }
  const status = order?.fulfillment_status;
  const state = order === undefined ? "" : `; that of order ${order.order_id} is ${status ?? "not set"}`;
  return (
    "It was never evaluated: its trigger order_received fires when an order's fulfillment_status becomes " +
    `delivered${state}.`
  );
}
