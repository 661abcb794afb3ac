import type { LiveOrders } from "../../privy/orders/live-orders.js";
import type { ImportOptions } from "../import-options.js";
import type { ImportRecord } from "../import-record.js";
import { readUpdatedAt } from "../readers/updated-at.js";
import type { ImportSkipReason } from "../skip-reason.js";
import { orderKey } from "./order-key.js";
import type { TakenRecord } from "./record-taker.js";

/** Returns when an order last changed, or was placed. The order's own check reports an unreadable date. */
function momentOf(record: Extract<ImportRecord, { order: unknown }>): number {
  const version = record.updatedAt ?? record.order?.order_date;
  const read = readUpdatedAt(version);
  return "issues" in read ? Number.NaN : (read.updatedAt?.getTime() ?? Number.NaN);
}

/** Finds orders that have, or will have, a newer state at Privy than in the source. */
export function createOrderFilter(
  { before }: Pick<ImportOptions, "before">,
  live: LiveOrders | undefined,
): (taken: TakenRecord) => ImportSkipReason | undefined {
  return ({ record, isOlder }) => {
    if (!("order" in record)) return undefined;
    if (isOlder) return "newer_state";
    const key = orderKey(record);
    if (key !== undefined && live?.has(key) === true) return "sent_live";
    return before !== undefined && momentOf(record) >= before.getTime() ? "after_cutoff" : undefined;
  };
}
