import { parseJson } from "../../../http/response/lossless-json.js";
import { isPlainObject } from "../../../schemas/objects/plain-object.js";
import type { OrderInput } from "../../../schemas/order/order.js";
import type { ImportRecord, RecordPosition } from "../../import-record.js";
import { mappedRecord, type OrderMapper } from "../map-record.js";
import type { JsonReaderOptions } from "../reader-options.js";
import { readUpdatedAt } from "../updated-at.js";
import { jsonErrorOffset } from "./json-error-offset.js";

/** Reads the record of one JSON text. Integers beyond 2^53 stay exact, as bigints. */
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

/** Builds the record of a line's value. The run checks every order before it sends it, and reports its problems. */
function withOrder(
  value: unknown,
  map: OrderMapper | undefined,
  position: RecordPosition,
  raw: string,
): ImportRecord {
  if (map === undefined) return { order: value as OrderInput, position, raw }; // checked by the run
  // Only the caller knows that the file has what its mapper takes.
  return { ...mappedRecord(() => map(value as never)), position, raw };
}
