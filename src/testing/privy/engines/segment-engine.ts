import { completeEngineDecisions, type EngineDecisions } from "../decisions/engine-decisions.js";
import type { EngineContext, FakeContact, FakeOrder } from "../model.js";
import { passesDateTest } from "./date-test.js";
import { passesNumberTest } from "./number-test.js";
import type { SegmentCondition, SegmentDefinition } from "./segment-definition.js";
import { checkSegmentDefinition } from "./segment-definition-check.js";

/** What the segment engine needs from the fake. */
export interface SegmentContext extends EngineContext {
  /**
   * The readings of what the documentation leaves open; segments use `orderDateBasis`, `refundedOrdersCount` and
   * `futureOrderDates`.
   */
  readonly decisions?: Partial<EngineDecisions> | undefined;
}

/** The statistics of a contact's orders that segments use. */
interface OrderHistory {
  readonly count: number;
  /** Milliseconds since 1970; undefined without an order. */
  readonly firstMs: number | undefined;
  readonly lastMs: number | undefined;
}

function historyOf(orders: readonly FakeOrder[], decisions: EngineDecisions): OrderHistory {
  let count = 0;
  let firstMs: number | undefined;
  let lastMs: number | undefined;
  for (const order of orders) {
    const status = order.financial_status;
    if (decisions.refundedOrdersCount === "no" && (status === "refunded" || status === "voided")) continue;
    count += 1;
    const dateMs = Date.parse(decisions.orderDateBasis === "arrival" ? order.created_at : order.placed_at);
    if (firstMs === undefined || dateMs < firstMs) firstMs = dateMs;
    if (lastMs === undefined || dateMs > lastMs) lastMs = dateMs;
  }
  return { count, firstMs, lastMs };
}

/**
 * Returns the ids of the contacts in a segment now, in the given order. Deleted contacts are in no segment.
 * A contact without orders has an order count of 0, and no condition on a date holds for it.
 *
 * @throws FakeUsageError with all problems when the definition cannot be used
 */
export function segmentMembers(
  definition: SegmentDefinition,
  contacts: Iterable<FakeContact>,
  context: SegmentContext,
): readonly string[] {
  checkSegmentDefinition(definition);
  const decisions = completeEngineDecisions(context.decisions);
  const dateOptions = {
    nowMs: context.clock.now(),
    futureIsRecent: decisions.futureOrderDates === "recent",
  };

  function holds(condition: SegmentCondition, history: OrderHistory): boolean {
    if (condition.type === "order_count") return passesNumberTest(condition, history.count);
    const dateMs = condition.type === "first_order_date" ? history.firstMs : history.lastMs;
    return dateMs !== undefined && passesDateTest(condition, dateMs, dateOptions);
  }

  function isMember(contact: FakeContact): boolean {
    if (contact.deleted_at !== null) return false;
    const history = historyOf(context.statisticsOrdersOf(contact.id), decisions);
    return definition.match === "any"
      ? definition.conditions.some((condition) => holds(condition, history))
      : definition.conditions.every((condition) => holds(condition, history));
  }

  const ids: string[] = [];
  for (const contact of contacts) if (isMember(contact)) ids.push(contact.id);
  return Object.freeze(ids);
}
