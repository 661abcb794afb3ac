import { orderIdFrom } from "../../../../schemas/order-id/order-id-from.js";
import type { CellResult } from "./cell-result.js";

/** A long number in a spreadsheet's short form: 1.2E+12. */
const shortForm = /^\d[.,]?\d*[eE]\+?\d+$/;

const lostDigits =
  "is in a spreadsheet's short form (1.2E+12), which has lost digits: export the file again, and do not save it from the spreadsheet";

/** Reads an id or a phone number; a decimal from a spreadsheet (42.0) becomes whole again. */
export function readDigits(text: string): CellResult {
  if (shortForm.test(text)) return { code: "unsafe_number", problem: lostDigits };
  return { value: /^\d+[.,]0+$/.test(text) ? text.replace(/[.,]0+$/, "") : text };
}

/** Reads an order's id; `isText` for ids that are not numbers. */
export function readCsvOrderId(text: string, isText: boolean): CellResult {
  const digits = readDigits(text);
  if (digits === undefined || "problem" in digits) return digits;
  const id = String(digits.value);
  if (isText) return /^0+$/.test(id) ? { problem: "must not be zero" } : { value: orderIdFrom(id) };
  if (/^\d+$/.test(id)) return { value: id };
  return {
    problem:
      'must be a number; if these ids have letters or signs, name the part before the number in the mapping ("prefix", "pattern"), or set "orderIdFrom": true',
  };
}
