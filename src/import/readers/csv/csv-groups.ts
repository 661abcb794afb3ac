import { SourceError } from "../source-error.js";
import { type CsvRow, type CsvRowsOptions, csvRows, csvText } from "./csv-rows.js";

/** The names of a CSV file's columns and where they stand. */
export type CsvHeader = ReadonlyMap<string, number>;

/** The rows of one order, and what is wrong with them as rows. */
export interface CsvGroup {
  readonly rows: readonly CsvRow[];
  readonly problem?: string;
}

/** What a record of a CSV file is kept as: its rows as CSV, and the header that a file of such rows needs. */
export interface CsvRaw {
  readonly header: string;
  readonly rows: string;
}

export interface CsvGroupsOptions extends CsvRowsOptions {
  /** The columns that must be there. */
  readonly required: readonly string[];
  /** The column whose value is equal in all rows of an order; without it, every row is an order. */
  readonly groupBy?: string | undefined;
}

/** More than any order has; it bounds the memory when the wrong column was named. */
const mostRows = 100_000;

const normal = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, " ");

/** @throws SourceError naming every column that is not there; of the file's own header only near namesakes are quoted */
export function readHeader({ cells, line }: CsvRow, options: CsvGroupsOptions): CsvHeader {
  const header = new Map<string, number>();
  const twice = new Set<string>();
  for (const [index, cell] of cells.entries()) {
    const name = cell.trim();
    if (header.has(name)) twice.add(name);
    else header.set(name, index);
  }
  const missing = options.required.filter((name) => !header.has(name));
  if (missing.length > 0) {
    const named = missing.map((name) => {
      const namesake = [...header.keys()].find((other) => normal(other) === normal(name));
      return `"${name}"${namesake === undefined ? "" : ` (it has "${namesake}": spell it exactly so)`}`;
    });
    const other = [";", "\t", ",", "|"].find(
      (sign) => sign !== options.delimiter && (cells[0] ?? "").split(sign).length > 2,
    );
    const advice =
      cells.length === 1 && other !== undefined
        ? `. The cells look separated by ${other === "\t" ? "tabs" : `"${other}"`}: set the option delimiter`
        : `. The first row, which must name the columns, has ${cells.length}`;
    throw new SourceError(`has no column ${named.join(", ")}${advice}`, { line });
  }
  const ambiguous = options.required.filter((name) => twice.has(name));
  if (ambiguous.length > 0) {
    throw new SourceError(`has the column "${ambiguous.join('", "')}" more than once`, { line });
  }
  return header;
}

export const cellOf = (row: CsvRow | undefined, header: CsvHeader, column: string): string =>
  row?.cells[header.get(column) ?? -1]?.trim() ?? "";

/** Puts the rows of each order together: those that follow one another with the same value, or none, in `groupBy`. */
export async function* csvGroups(
  pieces: AsyncIterable<string>,
  options: CsvGroupsOptions,
): AsyncGenerator<{ header: CsvHeader; group: CsvGroup; raw: CsvRaw }> {
  const { groupBy, delimiter } = options;
  let header: CsvHeader | undefined;
  let headerText = "";
  let width = 0;
  let rows: CsvRow[] = [];
  let key = "";
  let problem: string | undefined;

  const take = (known: CsvHeader) => {
    const taken = rows;
    const group = problem === undefined ? { rows: taken } : { rows: taken, problem };
    rows = [];
    problem = undefined;
    const raw: CsvRaw = {
      header: headerText,
      // Made when asked for: most records do not fail.
      get rows() {
        return taken.map(({ cells }) => csvText(cells, delimiter)).join("\n");
      },
    };
    return { header: known, group, raw };
  };

  for await (const row of csvRows(pieces, options)) {
    if (header === undefined) {
      header = readHeader(row, options);
      headerText = csvText(row.cells, delimiter);
      width = row.cells.length;
      continue;
    }
    const isOdd = row.cells.length !== width;
    // A row whose cells are out of place cannot tell whose it is: the order before it may lack an item.
    const own = groupBy === undefined || isOdd ? "" : cellOf(row, header, groupBy);
    const goesOn = groupBy !== undefined && rows.length > 0 && (own === "" || own === key);
    if (rows.length > 0 && !goesOn) yield take(header);
    if (!goesOn) key = own;
    rows.push(row);
    if (isOdd) {
      problem ??= `has ${row.cells.length} cells in the row of line ${row.line}, but the header has ${width}; a cell with a delimiter or a line break must stand in quotes`;
    }
    if (rows.length > mostRows) {
      throw new SourceError(
        `has more than ${mostRows} rows with one value in "${groupBy}": is it the column that tells orders apart?`,
        { line: rows[0]?.line ?? row.line },
      );
    }
  }
  if (header === undefined)
    throw new SourceError("is empty: the first row must name the columns", { line: 1 });
  if (rows.length > 0) yield take(header);
}
