import type { InputIssue } from "../../../../errors/invalid-input-error.js";
import type { OrderInput } from "../../../../schemas/order/order.js";
import type { CellResult } from "../cells/cell-result.js";
import { cellCleaner } from "../cells/clean-cell.js";
import type { CsvHeader } from "../csv-header.js";
import type { CsvRow } from "../csv-rows.js";
import type { MadeRecord } from "../made-record.js";
import { amountReaders, type CompiledField, compileField } from "./compile-field.js";
import { momentReaderOf } from "./compile-moment.js";
import {
  type CsvField,
  type CsvMapping,
  type CsvObject,
  listFields,
  objectFields,
  scalarFields,
} from "./csv-mapping.js";
import type { MappingRules } from "./mapping-rules.js";

type Values = Record<string, unknown>;
type Path = InputIssue["path"];

interface CompiledObject {
  readonly fields: readonly (readonly [name: string, field: CompiledField])[];
}

/** Builds the order of one group of rows, or lists all its problems. */
export type OrderMaker = (rows: readonly CsvRow[]) => MadeRecord;

type Problem = Exclude<CellResult, undefined | { readonly value: unknown }>;

function issueOf(
  { problem, code = "invalid" }: Problem,
  row: CsvRow | undefined,
  { named }: CompiledField,
  path: Path,
): InputIssue {
  return { code, path, message: `${problem} (line ${row?.line}, column ${named})` };
}

/** Builds an object; undefined when all its columns are empty, since fixed values alone do not make an item. */
function readObject(
  row: CsvRow,
  { fields }: CompiledObject,
  path: Path,
  issues: InputIssue[],
): Values | undefined {
  const values: Values = {};
  let isEmpty = true;
  for (const [name, field] of fields) {
    const text = field.textIn(row);
    if (text !== "") isEmpty = false;
    const result = field.read(text, row);
    if (result === undefined) continue;
    if (!("value" in result)) issues.push(issueOf(result, row, field, [...path, name]));
    else if (result.value !== undefined) values[name] = result.value;
  }
  return isEmpty ? undefined : values;
}

function rulesFor(mapping: CsvMapping, header: CsvHeader): MappingRules {
  const clean = cellCleaner(mapping.empty);
  const indexOf = (column: string): number => header.get(column) ?? -1;
  const cellAt = (row: CsvRow, column: string): string => clean(row.cells[indexOf(column)] ?? "");
  return {
    mapping,
    indexOf,
    clean,
    readAmount: amountReaders(mapping, cellAt),
    readMoment: momentReaderOf(mapping, cellAt),
  };
}

/** Returns whether a row is skipped by the mapping. */
function skipper({ skip = {} }: CsvMapping, rules: MappingRules): (row: CsvRow) => string | undefined {
  const columns = Object.entries(skip).map(([column, words]) => ({
    column,
    place: rules.indexOf(column),
    words: new Set(words),
  }));
  return (row) => columns.find(({ place, words }) => words.has(rules.clean(row.cells[place] ?? "")))?.column;
}

/** Compiles a mapping into a function of rows, once the header is known. */
export function compileMapping(mapping: CsvMapping, header: CsvHeader): OrderMaker {
  const rules = rulesFor(mapping, header);
  const skipped = skipper(mapping, rules);
  const { columns } = mapping;
  const compile = (name: string, field: CsvField): CompiledField => compileField(name, field, rules);
  const compileObject = (object: CsvObject): CompiledObject => ({
    fields: Object.entries(object).map(([name, field]) => [name, compile(name, field)] as const),
  });
  const scalars = scalarFields.flatMap((name) => {
    const field = columns[name];
    return field === undefined ? [] : [{ name, field: compile(name, field), path: [name] }];
  });
  const objects = objectFields.flatMap((name) => {
    const object = columns[name];
    return object === undefined ? [] : [{ name, object: compileObject(object), path: [name] }];
  });
  const lists = listFields.flatMap((name) => {
    const list = columns[name];
    return list === undefined ? [] : [{ name, list: list.map(compileObject) }];
  });
  const updatedAt = mapping.updatedAt === undefined ? undefined : compile("updatedAt", mapping.updatedAt);

  return (rows) => {
    const [first] = rows;
    if (first === undefined) return { issues: [] };
    const column = skipped(first);
    if (column !== undefined) {
      const message = `is not sent: "skip" in the mapping names the word in column "${column}"`;
      return { issues: [{ code: "not_an_order", path: [], message }] };
    }
    const issues: InputIssue[] = [];
    const order: Values = {};
    for (const { name, field, path } of scalars) {
      const { result, row } = field.readOrder(rows);
      if (result === undefined) continue;
      if (!("value" in result)) issues.push(issueOf(result, row, field, path));
      else if (result.value !== undefined) order[name] = result.value;
    }
    for (const { name, object, path } of objects) {
      const value = readObject(first, object, path, issues);
      if (value !== undefined) order[name] = value;
    }
    for (const { name, list } of lists) {
      const items: Values[] = [];
      for (const row of name === "line_items" ? rows : [first]) {
        for (const object of list) {
          const item = readObject(row, object, [name, items.length], issues);
          if (item !== undefined) items.push(item);
        }
      }
      if (items.length > 0) order[name] = items;
    }
    let changed: unknown;
    if (updatedAt !== undefined) {
      const { result, row } = updatedAt.readOrder(rows);
      if (result !== undefined && "value" in result) changed = result.value;
      else if (result !== undefined) issues.push(issueOf(result, row, updatedAt, ["updatedAt"]));
    }
    if (issues.length > 0) return { issues };
    // The run checks every order before it sends it, and reports its problems.
    const made: unknown = order;
    return { order: made as OrderInput, updatedAt: changed }; // see above
  };
}
