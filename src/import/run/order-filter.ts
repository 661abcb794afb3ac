import type { LiveOrders } from "../../privy/orders/live-orders.js";
import type { ImportOptions } from "../import-options.js";
import type { ImportRecord } from "../import-record.js";
import { readUpdatedAt } from "../readers/updated-at.js";
import type { ImportSkipReason } from "../skip-reason.js";
import { orderKey } from "./order-key.js";
import type { TakenRecord } from "./record-taker.js";

/** When an order last changed, or was placed. A date that cannot be read is for the order's own check. */
function momentOf(record: Extract<ImportRecord, { order: unknown }>): number {
  const version = record.updatedAt ?? record.order?.order_date;
  const read = readUpdatedAt(version);
  return "issues" in read ? Number.NaN : (read.updatedAt?.getTime() ?? Number.NaN);
}

/** Finds orders that Privy knows, or will know, in a newer state than the source's. */
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
