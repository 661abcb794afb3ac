import type { InputIssue } from "../../../errors/invalid-input-error.js";
import { requireObject } from "../../../schemas/objects/require-object.js";
import type { OrderInput } from "../../../schemas/order/order.js";
import type { OrderSource } from "../../import-record.js";
import { mappedRecord, type Skip } from "../map-record.js";
import { checkInput, type ReaderInput } from "../reader-input.js";
import {
  type ReaderOptions,
  readerOptionIssues,
  readerOptionNames,
  refuseOptions,
} from "../reader-options.js";
import type { CsvHeader } from "./csv-header.js";
import type { CsvRow } from "./csv-rows.js";
import { csvSource } from "./csv-source.js";
import type { MadeRecord } from "./made-record.js";
import { mappingIssues } from "./mapping/check-mapping.js";
import { compileMapping } from "./mapping/compile-mapping.js";
import type { CsvLayout, CsvMapping } from "./mapping/csv-mapping.js";
import { requiredColumns } from "./mapping/required-columns.js";

/** One row of a CSV file: the text of each column by its name, without blanks around it. */
export type CsvRowValues = Readonly<Record<string, string>>;

/** Turns the rows of one order into an order, or skips them. */
export type CsvMapper = (rows: readonly CsvRowValues[]) => OrderInput | Skip;

/** How a CSV file is read by code. */
export interface CsvMapOptions extends CsvLayout {
  /**
   * Builds an order from its rows; returns `skip` for rows that are not an order. An error that it throws becomes the
   * record's issues.
   */
  readonly map: CsvMapper;
}

/** How a CSV file is read: by a mapping of its columns, or by code. */
export type CsvReaderOptions = ReaderOptions & (CsvMapping | CsvMapOptions);

const layoutNames = ["delimiter", "skipLines", "groupBy", "windowRows"];

function checkOptions(options: CsvReaderOptions): void {
  requireObject(options, "The reader was not created", "must be an object such as { columns } or { map }");
  if ("map" in options) {
    const issues: InputIssue[] = readerOptionIssues(options, ["map", ...layoutNames]);
    if (typeof options.map !== "function")
      issues.push({ code: "invalid", path: ["map"], message: "must be a function of an order's rows" });
    refuseOptions(issues);
    return;
  }
  const { fingerprint, total, maxRecordLength, ...mapping } = options;
  refuseOptions([
    ...readerOptionIssues({ fingerprint, total, maxRecordLength }, []),
    ...mappingIssues(mapping, readerOptionNames),
  ]);
}

/** Calls a mapper with its rows as objects. */
function mapperOf(map: CsvMapper, header: CsvHeader): (rows: readonly CsvRow[]) => MadeRecord {
  const columns = [...header];
  return (rows) => {
    const values = rows.map(({ cells }) => {
      // Without a prototype, a column can have any name.
      const row: Record<string, string> = Object.create(null);
      for (const [name, index] of columns) row[name] = cells[index]?.trim() ?? "";
      return row;
    });
    return mappedRecord(() => map(values));
  };
}

/**
 * Reads orders from CSV, by a mapping from columns to fields or by code: with or without gzip, any line breaks, cells in
 * quotes with line breaks in them. It holds one order at a time, or with `groupBy` the rows of a window; and to find an
 * order that comes twice, some 50 bytes for each. A row that cannot be read is a record with issues that name its line and
 * column; blank rows are skipped.
 *
 * Reading ends with a `SourceError` when a column of the mapping is missing, quotes do not fit together, or the file is
 * cut off, damaged or no text. On Workers it needs the flag `nodejs_compat`.
 *
 * @throws InvalidInputError for bad options, each with its path, and for a stream, which cannot be read again
 */
export function readCsv(input: ReaderInput, options: CsvReaderOptions): OrderSource {
  checkInput(input);
  checkOptions(options);
  if ("map" in options) {
    const { map, ...layout } = options;
    const required = layout.groupBy === undefined ? [] : [layout.groupBy];
    return csvSource(input, {
      ...layout,
      required,
      hasStates: false,
      begin: (header) => mapperOf(map, header),
    });
  }
  return csvSource(input, {
    ...options,
    required: requiredColumns(options),
    hasStates: options.updatedAt !== undefined,
    begin: (header) => compileMapping(options, header),
  });
}
