import type { ImportRecord } from "../import-record.js";

/** Equal for all spellings of one order id; a record without a usable id has none. */
export function orderKey(record: ImportRecord): string | undefined {
  if (!("order" in record)) return undefined;
  // A source without types may hold anything.
  const id: unknown = record.order?.order_id;
  if (typeof id !== "string" && typeof id !== "number" && typeof id !== "bigint") return undefined;
  return String(id)
    .trim()
    .replace(/^0+(?=\d)/, "");
}
