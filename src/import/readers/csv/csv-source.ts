import type { ImportRecord, OrderSource } from "../../import-record.js";
import { orderSource } from "../../import-record.js";
import { decodedText } from "../decoded-text.js";
import type { ReaderInput } from "../reader-input.js";
import { defaultMaxRecordLength, type ReaderOptions } from "../reader-options.js";
import { SourceError } from "../source-error.js";
import { readUpdatedAt } from "../updated-at.js";
import { type CsvGroup, csvGroups } from "./csv-groups.js";
import { type CsvHeader, readHeader } from "./csv-header.js";
import { readPreamble } from "./csv-preamble.js";
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

function recordOf(group: CsvGroup, make: () => MadeRecord): MadeRecord {
  return group.problem === undefined
    ? make()
    : { issues: [{ code: "unreadable", path: [], message: group.problem }] };
}

/** Creates a source of orders from CSV, shared by all readers of CSV. They differ in `begin`. */
export function csvSource(input: ReaderInput, options: CsvSourceOptions): OrderSource {
  const {
    maxRecordLength = defaultMaxRecordLength,
    skipLines = 0,
    groupBy,
    windowRows = defaultWindowRows,
  } = options;
  async function* records(): AsyncGenerator<ImportRecord> {
    const text = decodedText(input, options.encoding);
    const preamble = await readPreamble(text, { skipLines, maxLength: maxRecordLength });
    const delimiter = options.delimiter ?? preamble.delimiter ?? ",";
    const rows = csvRows(preamble.rest, { delimiter, maxRecordLength, firstLine: preamble.lines + 1 });
    try {
      const first = await rows.next();
      if (first.done === true)
        throw new SourceError("is empty: the first row must name the columns", { line: 1 });
      const header = readHeader(first.value, { required: options.required, delimiter });
      const make = options.begin(header);
      const withoutRepeats = createRepeats(options);
      const { cells } = first.value;
      const head = `${preamble.text.replace(/\r\n?/g, "\n")}${csvText(cells, delimiter)}`;
      let record = 0;
      for await (const group of csvGroups(rows, { header, width: cells.length, groupBy, windowRows })) {
        record += 1;
        const line = group.rows[0]?.line ?? 0;
        const position = { line, record };
        const raw: CsvRaw = {
          header: head,
          // Built on demand: most records do not fail.
          get rows() {
            return group.rows.map((row) => csvText(row.cells, delimiter)).join("\n");
          },
        };
        const made = withoutRepeats(
          recordOf(group, () => make(group.rows)),
          line,
        );
        if ("issues" in made) {
          yield { issues: made.issues, position, raw };
          continue;
        }
        const version = readUpdatedAt(made.updatedAt);
        if ("issues" in version) yield { issues: version.issues, position, raw };
        else yield { order: made.order, position, raw, ...version };
      }
    } finally {
      await rows.return(undefined);
    }
  }
  return orderSource(records, options);
}
