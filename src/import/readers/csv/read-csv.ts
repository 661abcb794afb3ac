import type { InputIssue } from "../../../errors/invalid-input-error.js";
import type { OrderInput } from "../../../schemas/order/order.js";
import { type ImportRecord, type OrderSource, orderSource } from "../../import-record.js";
import { decodedText } from "../decoded-text.js";
import { checkInput, type ReaderInput } from "../reader-input.js";
import {
  defaultMaxRecordLength,
  type ReaderOptions,
  readerOptionIssues,
  refuseOptions,
} from "../reader-options.js";
import type { CellRules } from "./csv-cell.js";
import { csvGroups } from "./csv-groups.js";
import {
  type CsvColumns,
  type CsvNumbers,
  fieldsOf,
  listFields,
  objectFields,
  scalarFields,
} from "./csv-mapping.js";
import { columnOf, csvOrder } from "./csv-order.js";
import { dateReader } from "./date-pattern.js";
import { localTimeReader } from "./local-time.js";

/** How a CSV file is read. */
export interface CsvReaderOptions extends ReaderOptions {
  /** Where each field of an order comes from. */
  readonly columns: CsvColumns;
  /** Between cells; one character. Default ",". */
  readonly delimiter?: string | undefined;
  /**
   * The column that tells orders apart, where an order has several rows: rows that follow one another with the same value
   * in it, or with none, are one order. Default: each row is an order.
   */
  readonly groupBy?: string | undefined;
  readonly numbers?: CsvNumbers | undefined;
  /** How the file writes dates that are not ISO 8601, for example `DD.MM.YYYY HH:mm` or `M/D/YYYY h:mm A`. Needs `timeZone`. */
  readonly dateFormat?: string | undefined;
  /** The zone of dates that name none: `UTC`, `+02:00`, `Europe/Berlin`. It is never guessed. */
  readonly timeZone?: string | undefined;
}

const own = ["columns", "delimiter", "groupBy", "numbers", "dateFormat", "timeZone"];
const fieldNames: readonly string[] = [...scalarFields, ...objectFields, ...listFields];

function isField(field: unknown): boolean {
  if (typeof field === "string") return field !== "";
  if (typeof field !== "object" || field === null) return false;
  return "value" in field || ("column" in field && typeof field.column === "string" && field.column !== "");
}

/** The rules of the options; every problem of them is added to `issues`. */
function rulesOf(options: CsvReaderOptions, issues: InputIssue[]): CellRules {
  const { columns, delimiter, dateFormat, timeZone, numbers = {} } = options;
  if (typeof columns !== "object" || columns === null) {
    issues.push({
      code: "missing",
      path: ["columns"],
      message: "is required: which column each field of an order comes from",
    });
  } else {
    for (const name of Object.keys(columns)) {
      if (!fieldNames.includes(name)) {
        issues.push({
          code: "unknown_field",
          path: ["columns", name],
          message: `is no field of an order; the fields are ${fieldNames.join(", ")}`,
        });
      }
    }
    for (const { path, field } of fieldsOf(columns)) {
      if (!isField(field)) {
        issues.push({
          code: "invalid",
          path: ["columns", ...path],
          message: 'must be a column\'s name, { column: "…" } or { value: … }',
        });
      }
    }
  }
  if (delimiter !== undefined && !/^[^"\r\n\w]$/.test(delimiter)) {
    issues.push({
      code: "invalid",
      path: ["delimiter"],
      message: 'must be one character, such as "," or ";" or "\\t"',
    });
  }
  const readLocal = timeZone === undefined ? undefined : localTimeReader(timeZone);
  if (timeZone !== undefined && readLocal === undefined) {
    issues.push({
      code: "invalid",
      path: ["timeZone"],
      message: "must be UTC, an offset such as +02:00, or a name such as Europe/Berlin",
    });
  }
  const readDate = dateFormat === undefined ? undefined : dateReader(dateFormat);
  if (dateFormat !== undefined && readDate === undefined) {
    issues.push({
      code: "invalid",
      path: ["dateFormat"],
      message: "must hold YYYY, MM and DD once each, and A where it holds h",
    });
  }
  if (dateFormat !== undefined && timeZone === undefined) {
    issues.push({
      code: "missing",
      path: ["timeZone"],
      message: "is needed with dateFormat: the zone of the dates is not guessed",
    });
  }
  if (numbers.thousands !== undefined && numbers.thousands === (numbers.decimal ?? ".")) {
    issues.push({
      code: "invalid",
      path: ["numbers", "thousands"],
      message: "must differ from the decimal sign",
    });
  }
  return { numbers, readLocal, readDate };
}

/**
 * Reads orders from CSV, by a mapping from columns to fields: in UTF-8, with or without gzip, any line breaks, cells in
 * quotes with line breaks in them. It holds one order at a time. A row that cannot be read is a record with issues that
 * name its line and column; rows that are all blank are passed over.
 *
 * Reading ends with a `SourceError` when a column of the mapping is missing, quotes do not fit together, or the file is
 * cut off, damaged or no text. On Workers it needs the flag `nodejs_compat`.
 *
 * @throws InvalidInputError for bad options, and for a stream that could not be read again
 */
export function readCsv(input: ReaderInput, options: CsvReaderOptions): OrderSource {
  checkInput(input);
  const issues = readerOptionIssues(options, own);
  const rules = rulesOf(options, issues);
  refuseOptions(issues);
  const { columns, delimiter = ",", groupBy, maxRecordLength = defaultMaxRecordLength } = options;
  const required = fieldsOf(columns).flatMap(({ field }) => {
    const isOptional = typeof field === "object" && "column" in field && field.optional === true;
    const column = columnOf(field);
    return column === undefined || isOptional ? [] : [column];
  });
  if (groupBy !== undefined) required.push(groupBy);
  const groups = { delimiter, groupBy, maxRecordLength, required: [...new Set(required)] };
  async function* records(): AsyncGenerator<ImportRecord> {
    let record = 0;
    for await (const { header, group, raw } of csvGroups(decodedText(input), groups)) {
      record += 1;
      const position = { line: group.rows[0]?.line ?? 0, record };
      if (group.problem !== undefined) {
        yield { issues: [{ code: "unreadable", path: [], message: group.problem }], position, raw };
        continue;
      }
      const made = csvOrder(group, header, columns, rules);
      if (made.issues.length > 0) yield { issues: made.issues, position, raw };
      // The run checks every order before it sends it, and says what is wrong with it.
      else yield { order: made.order as unknown as OrderInput, position, raw };
    }
  }
  return orderSource(records, options);
}
