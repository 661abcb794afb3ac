import type { ImportRecord } from "../import-record.js";

/** Returns a key that is equal for all spellings of one order id; undefined for a record without a usable id. */
export function orderKey(record: ImportRecord): string | undefined {
  if (!("order" in record)) return undefined;
  // A source without types may have any value.
  const id: unknown = record.order?.order_id;
  if (typeof id !== "string" && typeof id !== "number" && typeof id !== "bigint") return undefined;
  return String(id)
    .trim()
    .replace(/^0+(?=\d)/, "");
}
