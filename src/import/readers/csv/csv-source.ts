import type { ImportRecord, OrderSource } from "../../import-record.js";
import { batchedSource } from "../../import-record.js";
import { decodedText } from "../decoded-text.js";
import type { ReaderInput } from "../reader-input.js";
import { defaultMaxRecordLength, type ReaderOptions } from "../reader-options.js";
import { SourceError } from "../source-error.js";
import { readUpdatedAt } from "../updated-at.js";
import { type CsvGroup, type CsvGroups, csvGroups } from "./csv-groups.js";
import { type CsvHeader, readHeader } from "./csv-header.js";
import { type CsvPreamble, readPreamble } from "./csv-preamble.js";
import { type CsvRow, csvRows, csvText } from "./csv-rows.js";

import type { MadeRecord } from "./made-record.js";
import type { CsvLayout } from "./mapping/csv-mapping.js";

/** The original form of a record: its rows as CSV, and the lines that a file of such rows begins with. */
export interface CsvRaw {
  /** The lines before the header, and the header. */
  readonly header: string;
  readonly rows: string;
}

export interface CsvSourceOptions extends ReaderOptions, CsvLayout {
  /** The required columns. */
  readonly required: readonly string[];
  /** Creates the function that turns rows into orders, once the header is known. */
  readonly begin: (header: CsvHeader) => (rows: readonly CsvRow[]) => MadeRecord;
  /** Whether an order may occur more than once, in several states. */
  readonly hasStates: boolean;
}

const defaultWindowRows = 10_000;

/** Finds a second row of an order where each row is an order: its items would replace those of the first. */
function createRepeats(options: CsvSourceOptions) {
  const lines = new Map<string | number, number>();
  return (made: MadeRecord, line: number): MadeRecord => {
    if (options.groupBy !== undefined || options.hasStates || !("order" in made)) return made;
    const { order_id: id } = made.order;
    const text = String(id);
    const key = /^[1-9]\d{0,14}$/.test(text) ? Number(text) : text;
    const earlier = lines.get(key);
    if (earlier === undefined) {
      lines.set(key, line);
      return made;
    }
    const message = `is the order_id of line ${earlier} as well: name the column that separates orders in "groupBy" if an order has several rows, or the column of its last change in "updatedAt"`;
    return { issues: [{ code: "conflict", path: ["order_id"], message }] };
  };
}

interface Beginning {
  readonly preamble: CsvPreamble;
  readonly delimiter: string;
  /** The header. */
  readonly first: CsvRow;
}

/** Creates the function that turns the rows of an order into its record. */
function recordMaker(
  { preamble, delimiter, first }: Beginning,
  header: CsvHeader,
  options: CsvSourceOptions,
): (group: CsvGroup) => ImportRecord {
  const make = options.begin(header);
  const withoutRepeats = createRepeats(options);
  const head = `${preamble.text.replace(/\r\n?/g, "\n")}${csvText(first.cells, delimiter)}`;
  let record = 0;
  return ({ rows, problem }) => {
    record += 1;
    const line = rows[0]?.line ?? 0;
    const position = { line, record };
    const raw: CsvRaw = {
      header: head,
      // Built on demand: most records do not fail.
      get rows() {
        return rows.map((row) => csvText(row.cells, delimiter)).join("\n");
      },
    };
    if (problem !== undefined)
      return { issues: [{ code: "unreadable", path: [], message: problem }], position, raw };
    const made = withoutRepeats(make(rows), line);
    if ("issues" in made) return { issues: made.issues, position, raw };
    const { order, updatedAt } = made;
    if (updatedAt === undefined) return { order, position, raw };
    const version = readUpdatedAt(updatedAt);
    return "issues" in version
      ? { issues: version.issues, position, raw }
      : { order, position, raw, ...version };
  };
}

function* recordsOf(
  groups: Iterable<CsvGroup>,
  recordOf: (group: CsvGroup) => ImportRecord,
): Generator<ImportRecord> {
  for (const group of groups) yield recordOf(group);
}

/** Creates a source of orders from CSV, shared by all readers of CSV. They differ in `begin`. */
export function csvSource(input: ReaderInput, options: CsvSourceOptions): OrderSource {
  const {
    maxRecordLength = defaultMaxRecordLength,
    skipLines = 0,
    groupBy,
    windowRows = defaultWindowRows,
  } = options;
  async function* batches(): AsyncGenerator<Iterable<ImportRecord>> {
    const text = decodedText(input, options.encoding);
    const preamble = await readPreamble(text, { skipLines, maxLength: maxRecordLength });
    const delimiter = options.delimiter ?? preamble.delimiter ?? ",";
    let groups: CsvGroups | undefined;
    let recordOf: ((group: CsvGroup) => ImportRecord) | undefined;
    const firstLine = preamble.lines + 1;
    for await (const rows of csvRows(preamble.rest, { delimiter, maxRecordLength, firstLine })) {
      if (groups === undefined || recordOf === undefined) {
        const { done, value: first } = rows.next();
        if (done === true) continue;
        const header = readHeader(first, { required: options.required, delimiter });
        recordOf = recordMaker({ preamble, delimiter, first }, header, options);
        groups = csvGroups({ header, width: first.cells.length, groupBy, windowRows });
      }
      yield recordsOf(groups.of(rows), recordOf);
    }
    if (groups === undefined || recordOf === undefined)
      throw new SourceError("is empty: the first row must name the columns", { line: 1 });
    yield recordsOf(groups.rest(), recordOf);
  }
  return batchedSource(batches, options);
}
