import type { VNode } from "preact";
import { writeExactJson } from "../../api/exact-json.js";

/** A value of JSON in one line, as it differs or stands in a cell. */
export function ShownValue({
  value,
  isQuoted = false,
}: {
  readonly value: unknown;
  readonly isQuoted?: boolean;
}): VNode {
  return value === "" ? (
    <span class="faint">empty text</span>
  ) : (
    <span>
      {isQuoted || (typeof value === "object" && value !== null) ? writeExactJson(value, 0) : String(value)}
    </span>
  );
}
