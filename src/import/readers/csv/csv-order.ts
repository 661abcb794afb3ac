import type { InputIssue } from "../../../errors/invalid-input-error.js";
import { type CellRules, readCell } from "./csv-cell.js";
import { type CsvGroup, type CsvHeader, cellOf } from "./csv-groups.js";
import {
  type CsvColumns,
  type CsvField,
  type CsvObject,
  listFields,
  objectFields,
  scalarFields,
} from "./csv-mapping.js";
import type { CsvRow } from "./csv-rows.js";

type Values = Record<string, unknown>;

/** The column that a field is read from. */
export function columnOf(field: CsvField): string | undefined {
  if (typeof field === "string") return field;
  return "column" in field ? field.column : undefined;
}

/** Makes the order of one group of rows, and lists everything that is wrong with it. */
export function csvOrder(
  group: CsvGroup,
  header: CsvHeader,
  columns: CsvColumns,
  rules: CellRules,
): { order: Values; issues: InputIssue[] } {
  const issues: InputIssue[] = [];
  // Without a prototype, a field of any name is just a field.
  const order: Values = Object.create(null);
  const [first] = group.rows;

  const read = (
    row: CsvRow | undefined,
    name: string,
    field: CsvField,
    path: InputIssue["path"],
  ): unknown => {
    const column = columnOf(field);
    const result = readCell(column === undefined ? "" : cellOf(row, header, column), name, field, rules);
    if (result === undefined) return undefined;
    if ("value" in result) return result.value;
    issues.push({
      code: "invalid",
      path,
      message: `${result.problem} (line ${row?.line}, column "${column}")`,
    });
    return undefined;
  };
  /** Nothing when all its columns are empty: values that are equal for all do not make an item. */
  const readObject = (
    row: CsvRow | undefined,
    object: CsvObject,
    path: InputIssue["path"],
  ): Values | undefined => {
    const filled = Object.values(object).some((field) => {
      const column = columnOf(field);
      return column !== undefined && cellOf(row, header, column) !== "";
    });
    if (!filled) return undefined;
    const values: Values = Object.create(null);
    for (const [name, field] of Object.entries(object)) {
      const value = read(row, name, field, [...path, name]);
      if (value !== undefined) values[name] = value;
    }
    return values;
  };

  for (const name of scalarFields) {
    const field = columns[name];
    if (field === undefined) continue;
    const column = columnOf(field);
    // Exports either repeat an order's own values in each row, or give them in one of them.
    const row =
      group.rows.find((each) => column !== undefined && cellOf(each, header, column) !== "") ?? first;
    const value = read(row, name, field, [name]);
    if (value !== undefined) order[name] = value;
  }
  for (const name of objectFields) {
    const object = columns[name];
    const value = object === undefined ? undefined : readObject(first, object, [name]);
    if (value !== undefined) order[name] = value;
  }
  for (const name of listFields) {
    const objects = columns[name];
    if (objects === undefined) continue;
    const items: Values[] = [];
    for (const row of name === "line_items" ? group.rows : group.rows.slice(0, 1)) {
      for (const object of objects) {
        const item = readObject(row, object, [name, items.length]);
        if (item !== undefined) items.push(item);
      }
    }
    if (items.length > 0) order[name] = items;
  }
  return { order, issues };
}
