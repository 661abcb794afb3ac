import { amountReader, decimalSum } from "../cells/amount.js";
import type { CellResult } from "../cells/cell-result.js";
import { readCsvOrderId, readDigits } from "../cells/id.js";
import type { CsvRow } from "../csv-rows.js";
import type { CsvField, CsvFieldRules } from "./csv-mapping.js";
import type { MappingRules } from "./mapping-rules.js";

/** Reads the text of one field. */
type CellReader = (text: string, row: CsvRow) => CellResult;

/** A field with the positions of its cells. */
export interface CompiledField {
  /** The columns' names for messages. */
  readonly named: string;
  /** Returns the text of its cells in this row; "" for a value that comes from the mapping alone. */
  textIn(row: CsvRow): string;
  /** Returns its value in this row, given that text; undefined when the text is empty. */
  read(text: string, row: CsvRow): CellResult;
  /** Returns its value for an order: of the first row that has it, or the sum of all. */
  readOrder(rows: readonly CsvRow[]): { readonly result: CellResult; readonly row: CsvRow | undefined };
}

const amounts = new Set(["total", "subtotal", "price", "amount"]);
const counts = new Set(["total_items", "quantity"]);
const flags = new Set(["accepts_email_marketing", "accepts_sms_marketing"]);
const digits = new Set(["customer_id", "product_id", "variant_id", "phone", "postal_code"]);

const spokenFlags: ReadonlyMap<string, boolean> = new Map([
  ["yes", true],
  ["true", true],
  ["1", true],
  ["no", false],
  ["false", false],
  ["0", false],
]);

function readFlag(text: string): CellResult {
  const flag = spokenFlags.get(text.toLowerCase());
  return flag === undefined ? { problem: "must be yes or no (or true, false, 1, 0)" } : { value: flag };
}

/** Returns the currency of a sign in the text. */
function signReader(signs: Readonly<Record<string, string>>): CellReader {
  const bySize = Object.keys(signs).sort((left, right) => right.length - left.length);
  return (text) => {
    const sign = bySize.find((each) => text.includes(each));
    return sign === undefined
      ? { problem: `has none of the signs ${bySize.map((each) => `"${each}"`).join(", ")}` }
      : { value: signs[sign] };
  };
}

function wordReader(values: NonNullable<CsvFieldRules["values"]>): CellReader {
  return (text) => {
    if (!Object.hasOwn(values, text))
      return { problem: 'has a word that "values" in the mapping does not list' };
    const value = values[text];
    return value === null ? undefined : { value };
  };
}

function plainReader(name: string, given: CsvFieldRules, rules: MappingRules): CellReader {
  if (given.values !== undefined) return wordReader(given.values);
  if (given.signs !== undefined) return signReader(given.signs);
  if (name === "order_id") return (text) => readCsvOrderId(text, given.orderIdFrom === true);
  if (name === "order_date" || name === "updatedAt") return rules.readMoment;
  if (amounts.has(name)) return rules.readAmount;
  if (counts.has(name)) {
    return (text, row) => {
      const result = rules.readAmount(text, row);
      if (result === undefined || "problem" in result) return { problem: "must be a number" };
      return { value: String(result.value).replace(/\.0*$/, "") };
    };
  }
  if (flags.has(name)) return readFlag;
  return digits.has(name) ? readDigits : (text) => ({ value: text });
}

/** Removes the text around the value. */
function unwrapped({ prefix, pattern }: CsvFieldRules, read: CellReader): CellReader {
  if (prefix === undefined && pattern === undefined) return read;
  const expression = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`, "u");
  return (text, row) => {
    if (prefix !== undefined && !text.startsWith(prefix))
      return { problem: `does not begin with "${prefix}"` };
    const rest = prefix === undefined ? text : text.slice(prefix.length).trim();
    if (expression === undefined) return read(rest, row);
    const found = expression.exec(rest);
    if (found === null) return { problem: 'does not match "pattern" of the mapping' };
    return read(found[1] ?? found[0], row);
  };
}

export const rulesOf = (field: CsvField): CsvFieldRules =>
  typeof field === "string" ? { column: field } : field;

export function columnsOf(field: CsvField): readonly string[] {
  const { column, columns = [] } = rulesOf(field);
  return column === undefined ? columns : [column];
}

/** Compiles a field: finds its cells and how they are read, once. */
export function compileField(name: string, field: CsvField, rules: MappingRules): CompiledField {
  const given = rulesOf(field);
  const columns = columnsOf(field);
  const places = columns.map((column) => rules.indexOf(column));
  const [place = -1] = places;
  const read = unwrapped(given, plainReader(name, given, rules));
  const { value } = given;
  const textIn = (row: CsvRow): string => {
    if (value !== undefined) return "";
    if (places.length === 1) return rules.clean(row.cells[place] ?? "");
    return places
      .map((each) => rules.clean(row.cells[each] ?? ""))
      .filter((text) => text !== "")
      .join(" ");
  };
  const readText = (text: string, row: CsvRow): CellResult => {
    if (value !== undefined) return { value };
    return text === "" ? undefined : read(text, row);
  };
  const readSum: CompiledField["readOrder"] = (rows) => {
    const parts: string[] = [];
    for (const row of rows) {
      const result = readText(textIn(row), row);
      if (result === undefined) continue;
      if ("problem" in result) return { result, row };
      parts.push(String(result.value));
    }
    return { result: parts.length === 0 ? undefined : { value: decimalSum(parts) }, row: rows[0] };
  };
  // Exports either repeat an order's own values in each row, or have them in one row.
  const readFirst: CompiledField["readOrder"] = (rows) => {
    for (const row of rows) {
      const text = textIn(row);
      if (text !== "" || value !== undefined) return { result: readText(text, row), row };
    }
    return { result: undefined, row: rows[0] };
  };
  return {
    named: columns.map((column) => `"${column}"`).join(", "),
    textIn,
    read: readText,
    readOrder: given.sum === true ? readSum : readFirst,
  };
}

/** Returns the mapping's reader of amounts, which also drops the currency's `signs`. */
export function amountReaders(
  mapping: Pick<MappingRules["mapping"], "numbers" | "columns">,
  cellAt: (row: CsvRow, column: string) => string,
): CellReader {
  const { numbers = {}, columns } = mapping;
  const signs = Object.keys(rulesOf(columns.currency).signs ?? {});
  if (!("formats" in numbers)) {
    const read = amountReader(numbers, signs);
    return (text) => read(text);
  }
  const { column, formats } = numbers;
  const readers = new Map(
    Object.entries(formats).map(([word, format]) => [word, amountReader(format, signs)]),
  );
  return (text, row) =>
    readers.get(cellAt(row, column))?.(text) ?? {
      problem: `is an amount, but "${column}" of its row has a word that "numbers" in the mapping does not list`,
    };
}
