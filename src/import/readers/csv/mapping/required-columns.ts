import { columnsOf, rulesOf } from "./compile-field.js";
import { type CsvField, type CsvMapping, listFields, objectFields, scalarFields } from "./csv-mapping.js";

/** Every field of a mapping. */
function fieldsOf({ columns, updatedAt }: CsvMapping): CsvField[] {
  return [
    ...scalarFields.flatMap((name) => columns[name] ?? []),
    ...objectFields.flatMap((name) => Object.values(columns[name] ?? {})),
    ...listFields.flatMap((name) => (columns[name] ?? []).flatMap((object) => Object.values(object))),
    ...(updatedAt === undefined ? [] : [updatedAt]),
  ];
}

/** Returns the columns that a mapping requires. */
export function requiredColumns(mapping: CsvMapping): string[] {
  const { groupBy, numbers, timeZone, skip = {} } = mapping;
  return [
    ...new Set([
      ...fieldsOf(mapping).flatMap((field) => (rulesOf(field).optional === true ? [] : columnsOf(field))),
      ...(groupBy === undefined ? [] : [groupBy]),
      ...(numbers !== undefined && "column" in numbers ? [numbers.column] : []),
      ...(typeof timeZone === "object" ? [timeZone.column] : []),
      ...Object.keys(skip),
    ]),
  ];
}
