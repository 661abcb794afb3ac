import type { Checked } from "../../kit/fields/checked.js";
import { toSeconds } from "../account/timestamp.js";
import type { Decisions } from "../decisions/decisions.js";

const shape =
  /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?$/;
const problem = "must be an ISO 8601 date-time in UTC";

/** Reads `order_date`, an instant, into UTC with second resolution, as `placed_at` shows it. */
export function readOrderDate(value: unknown, zones: Decisions["orderDateZone"]): Checked<string> {
  if (typeof value !== "string" || !shape.test(value)) return { problem };
  const day = Number(value.slice(8, 10));
  if (day > daysIn(Number(value.slice(0, 4)), Number(value.slice(5, 7))) || day === 0) return { problem };
  // The usual case, already in the stored form.
  if (value.endsWith("Z")) return { value: value.length === 20 ? value : toSeconds(Date.parse(value)) };
  const hasOffset = /[+-]\d\d:\d\d$/.test(value);
  if (hasOffset ? zones === "z_only" : zones !== "any") return { problem };
  return { value: toSeconds(Date.parse(hasOffset ? value : `${value}Z`)) };
}

/** The days of a month, 0 for an invalid month. Needed because Date.parse reads 30 February as 2 March. */
function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  if (month < 1 || month > 12) return 0;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
