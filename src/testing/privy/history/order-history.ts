import type { FlowEvaluation } from "../engines/flow-run.js";
import type { Hint, PrivyRequestLog } from "../hints/hint.js";
import type { FakeOrder } from "../model.js";

/** The state of an order after one request. */
export interface FakeOrderVersion {
  /** The request: its `position` and `id` in `requests`. */
  readonly position: number;
  /** The `id` of the request. */
  readonly requestId: string;
  /** When the request arrived: ISO 8601, UTC. */
  readonly at: string;
  /** Undefined when the request created the order. */
  readonly before: FakeOrder | undefined;
  /** The order after the request. */
  readonly order: FakeOrder;
  /** What each flow did with it. */
  readonly evaluations: readonly FlowEvaluation[];
  /** The hints about the request. */
  readonly hints: readonly Hint[];
}

/** Returns every version of an order, oldest first, as far as the log goes back. */
export function orderHistory(orderId: string, log: PrivyRequestLog): readonly FakeOrderVersion[] {
  const versions: FakeOrderVersion[] = [];
  for (const { position, effects } of log.range(1, log.position().count)) {
    const order = effects?.order;
    const request = order?.after.order_id === orderId ? log.at(position) : undefined;
    if (order === undefined || request === undefined) continue;
    versions.push(
      Object.freeze({
        position,
        requestId: request.id,
        at: request.at,
        before: order.before,
        order: order.after,
        evaluations: effects?.evaluations ?? [],
        hints: request.hints,
      }),
    );
  }
  return Object.freeze(versions);
}
