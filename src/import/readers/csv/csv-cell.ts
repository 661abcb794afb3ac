import { orderIdFrom } from "../../../schemas/order-id/order-id-from.js";
import type { CsvField, CsvNumbers } from "./csv-mapping.js";
import type { DateReader } from "./date-pattern.js";
import type { LocalTimeReader } from "./local-time.js";

/** What a cell holds, or what is wrong with it; undefined for a field that is left out. */
export type CellResult = { readonly value: unknown } | { readonly problem: string } | undefined;

export interface CellRules {
  readonly numbers: CsvNumbers;
  readonly readLocal: LocalTimeReader | undefined;
  readonly readDate: DateReader | undefined;
}

const money = new Set(["total", "subtotal", "price", "amount"]);
const flags = new Set(["accepts_email_marketing", "accepts_sms_marketing"]);
const spokenFlags: ReadonlyMap<string, boolean> = new Map([
  ["yes", true],
  ["true", true],
  ["1", true],
  ["no", false],
  ["false", false],
  ["0", false],
]);

function readAmount(text: string, { decimal = ".", thousands, signs = [] }: CsvNumbers): CellResult {
  let amount = text;
  for (const sign of signs) amount = amount.replaceAll(sign, "");
  amount = amount.replace(/^([+-]?)[\s\u00a0\u202f]+|[\s\u00a0\u202f]+$/g, "$1");
  if (thousands !== undefined) {
    const group = thousands === " " ? "[ \\u00a0\\u202f]" : `\\${thousands}`;
    // Only where they stand before three digits: 1.50 must not become 150.
    if (new RegExp(`^[+-]?\\d{1,3}(?:${group}\\d{3})+(?:\\${decimal}\\d*)?$`).test(amount)) {
      amount = amount.replace(new RegExp(group, "g"), "");
    }
  }
  const plain = new RegExp(`^[+-]?(?:\\d+(?:\\${decimal}\\d*)?|\\${decimal}\\d+)$`);
  if (amount.length <= 100 && plain.test(amount)) return { value: amount.replace(decimal, ".") };
  return {
    problem: `must be an amount such as 1234${decimal}50; how the file writes thousands and currency signs is told by the option numbers`,
  };
}

const isoLocal = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?$/;

function readMoment(text: string, { readDate, readLocal }: CellRules): CellResult {
  const iso = isoLocal.exec(text);
  if (readDate === undefined && (iso === null || readLocal === undefined)) return { value: text };
  const wall =
    readDate === undefined
      ? {
          year: Number(iso?.[1]),
          month: Number(iso?.[2]),
          day: Number(iso?.[3]),
          hour: Number(iso?.[4] ?? 0),
          minute: Number(iso?.[5] ?? 0),
          second: Number(iso?.[6] ?? 0),
        }
      : readDate(text);
  const moment = wall === undefined ? undefined : readLocal?.(wall);
  if (moment === undefined) return { problem: "does not follow the pattern given by the option dateFormat" };
  return Number.isNaN(moment)
    ? { problem: "is a date or time that does not exist" }
    : { value: new Date(moment) };
}

/** Reads one cell as the field it is for. */
export function readCell(text: string, name: string, field: CsvField, rules: CellRules): CellResult {
  if (typeof field === "object" && "value" in field) return { value: field.value };
  if (text === "") return undefined;
  const { values, orderIdFrom: isOtherId = false } = typeof field === "string" ? {} : field;
  if (values !== undefined) {
    if (!Object.hasOwn(values, text)) return { problem: "has a word that the mapping's values do not list" };
    const value = values[text];
    return value === null ? undefined : { value };
  }
  if (name === "order_id" && isOtherId) {
    if (/^0+$/.test(text)) return { problem: "must not be zero" };
    return { value: orderIdFrom(text) };
  }
  if (name === "order_id" && /^\d[.,]?\d*[eE]\+?\d+$/.test(text)) {
    return {
      problem:
        "is in a spreadsheet's short form (1.2E+12), which has lost digits: export the file again, and do not save it from the spreadsheet",
    };
  }
  if (name === "order_date") return readMoment(text, rules);
  if (money.has(name)) return readAmount(text, rules.numbers);
  if (flags.has(name)) {
    const flag = spokenFlags.get(text.toLowerCase());
    return flag === undefined ? { problem: "must be yes or no (or true, false, 1, 0)" } : { value: flag };
  }
  return { value: text };
}
