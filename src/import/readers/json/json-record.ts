import { parseJson } from "../../../http/response/lossless-json.js";
import { isPlainObject } from "../../../schemas/objects/plain-object.js";
import type { OrderInput } from "../../../schemas/order/order.js";
import type { ImportRecord, RecordPosition } from "../../import-record.js";
import { mappedRecord, type Skip } from "../map-record.js";
import { jsonErrorOffset } from "./json-error-offset.js";

/**
 * Turns what the file holds into an order, for example `fromShopifyWebhook`, or gives `skip`. What it throws becomes the
 * record's issue; the message only of an `InvalidInputError`, since another error's may quote the customer.
 */
export type OrderMapper = (value: never) => OrderInput | Skip;

/** The record of one JSON text. Integers beyond 2^53 stay exact, as bigints. */
export function jsonRecord(
  text: string,
  position: RecordPosition & { readonly line: number; readonly column: number },
  map: OrderMapper | undefined,
): ImportRecord {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    const before = text.slice(0, jsonErrorOffset(text));
    const breaks = before.split("\n").length - 1;
    const column = breaks === 0 ? position.column + before.length : before.length - before.lastIndexOf("\n");
    const where = { ...position, line: position.line + breaks, column };
    const cut = before.length === text.length ? " (it is cut off)" : "";
    const message = `is not valid JSON at line ${where.line}, column ${where.column}${cut}`;
    return { issues: [{ code: "unreadable", path: [], message }], position: where, raw: text };
  }
  if (!isPlainObject(value)) {
    return {
      issues: [{ code: "unreadable", path: [], message: "must be a JSON object: one order" }],
      position,
      raw: text,
    };
  }
  // The run checks every order before it sends it, and says what is wrong with it. What a mapper takes its own parameter says;
  // that the file holds it, only the caller knows.
  const mapped =
    map === undefined ? { order: value as unknown as OrderInput } : mappedRecord(() => map(value as never));
  return { ...mapped, position, raw: text };
}
