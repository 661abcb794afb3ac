import { parseJson } from "../../../http/response/lossless-json.js";
import { isPlainObject } from "../../../schemas/objects/plain-object.js";
import type { OrderInput } from "../../../schemas/order/order.js";
import type { ImportRecord, RecordPosition } from "../../import-record.js";
import { mappedRecord, type OrderMapper } from "../map-record.js";
import type { JsonReaderOptions } from "../reader-options.js";
import { readUpdatedAt } from "../updated-at.js";
import { jsonErrorOffset } from "./json-error-offset.js";

/** The record of one JSON text. Integers beyond 2^53 stay exact, as bigints. */
export function jsonRecord(
  text: string,
  position: RecordPosition & { readonly line: number; readonly column: number },
  { map, updatedAt }: Pick<JsonReaderOptions, "map" | "updatedAt">,
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
  if (updatedAt === undefined) return withOrder(value, map, position, text);
  const { [updatedAt]: changed, ...rest } = value;
  const version = readUpdatedAt(changed);
  if ("issues" in version) return { issues: version.issues, position, raw: text };
  return { ...withOrder(map === undefined ? rest : value, map, position, text), ...version };
}

/** The record of what a line holds. The run checks every order before it sends it, and reports what is wrong with it. */
function withOrder(
  value: unknown,
  map: OrderMapper | undefined,
  position: RecordPosition,
  raw: string,
): ImportRecord {
  if (map === undefined) return { order: value as OrderInput, position, raw }; // checked by the run
  // A mapper's own parameter is what it takes; that the file holds it, only the caller knows.
  return { ...mappedRecord(() => map(value as never)), position, raw };
}
