import type { FlowCondition, FlowDefinition } from "../../testing/privy/engines/flow-definition.js";
import type { FlowEvaluation } from "../../testing/privy/engines/flow-run.js";
import type { SegmentCondition, SegmentDefinition } from "../../testing/privy/engines/segment-definition.js";

const triggers: Readonly<Record<string, string>> = {
  order_placed: "an order is placed",
  order_received: "an order is marked delivered",
};

const operators: Readonly<Record<string, string>> = {
  eq: "is",
  gt: "is more than",
  gte: "is at least",
  lt: "is less than",
  lte: "is at most",
  between: "is between",
  before: "is before",
  after: "is after",
  on: "is on",
  within_last: "is within the last",
  not_within_last: "is not within the last",
};

/** Names of operators and triggers as words: `greater_than` is "greater than". */
export const inWords = (name: string): string => name.replaceAll("_", " ");

const valueText = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(valueText).join(" and ");
  if (value instanceof Object) return JSON.stringify(value);
  return String(value);
};

/** A condition of a flow or segment as a sentence. */
export function conditionWords(condition: FlowCondition | SegmentCondition): string {
  if (condition.type === "purchased_product" || condition.type === "purchased_variant") {
    const ids = condition.type === "purchased_product" ? condition.productIds : condition.variantIds;
    const noun = condition.type === "purchased_product" ? "product" : "variant";
    return `the order has ${condition.match === "all" ? "all" : "one"} of the ${noun}s ${ids.join(", ")}`;
  }
  const { type, operator, value } = condition;
  const currency = "currency" in condition && condition.currency ? ` ${condition.currency}` : "";
  return `${inWords(type)} ${operators[operator] ?? inWords(operator)} ${valueText(value)}${currency}`;
}

/** What a flow does, one sentence a line. */
export function flowWords(flow: FlowDefinition): string[] {
  const lines = [`Starts when ${triggers[flow.trigger] ?? inWords(flow.trigger)}`];
  for (const condition of flow.conditions ?? []) lines.push(`and ${conditionWords(condition)}`);
  const { entry } = flow;
  if (entry?.frequency === "never") lines.push("A contact enters once only");
  else if (entry?.frequency === "delayed")
    lines.push(`A contact may enter again after ${valueText(entry.after)}`);
  else lines.push("A contact may enter again at once");
  if (flow.exitWhenContactBuys) lines.push("A contact leaves when it places another order");
  if (flow.active === false) lines.push("Switched off");
  return lines;
}

/** Who is in a segment, as a sentence. */
export function segmentWords({ match, conditions }: SegmentDefinition): string {
  return conditions.map(conditionWords).join(match === "any" ? ", or " : ", and ");
}

/** Why a flow did not start, as a short name. */
export function reasonWords(reason: string): string {
  const names: Readonly<Record<string, string>> = {
    inactive: "switched off",
    initial_sync: "sent as initial_sync",
    condition_failed: "a condition does not hold",
    re_entry: "entered before",
  };
  return names[reason] ?? inWords(reason);
}

/** What a flow made of an order, as a sentence. */
export function evaluationWords(evaluation: FlowEvaluation): string {
  return evaluation.started ? "started" : `${reasonWords(evaluation.reason)}: ${evaluation.detail}`;
}
