import { InvalidInputError } from "../../../errors/invalid-input-error.js";
import { parseJson } from "../../../http/response/lossless-json.js";
import { isPlainObject } from "../../../schemas/objects/plain-object.js";
import type { OrderInput } from "../../../schemas/order/order.js";
import type { ImportRecord, RecordPosition } from "../../import-record.js";
import { jsonErrorOffset } from "./json-error-offset.js";

/**
 * Turns what the file holds into an order, for example `fromShopifyWebhook`. Whatever it throws becomes the record's
 * issue; the message only of an `InvalidInputError`, since another error's may quote the customer.
 */
export type OrderMapper = (value: never) => OrderInput;

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
  if (map === undefined) {
    // The run checks every order before it sends it, and says what is wrong with it.
    return { order: value as unknown as OrderInput, position, raw: text };
  }
  try {
    // The mapper's own parameter says what it takes; that the file holds it, only the caller knows.
    return { order: map(value as never), position, raw: text };
  } catch (error) {
    if (error instanceof InvalidInputError) return { issues: error.issues, position, raw: text };
    const kind = error instanceof TypeError ? " with a TypeError" : "";
    const message = `could not be mapped: the mapping function failed${kind}. Is the record of the platform it is for?`;
    return { issues: [{ code: "invalid", path: [], message }], position, raw: text };
  }
}
