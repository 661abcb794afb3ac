import { SourceError } from "../source-error.js";
import { type CsvHeader, cellOf } from "./csv-header.js";
import type { CsvRow } from "./csv-rows.js";

/** The rows of one order, with the problems of the rows themselves. */
export interface CsvGroup {
  readonly rows: readonly CsvRow[];
  readonly problem?: string | undefined;
}

export interface CsvGroupsOptions {
  readonly header: CsvHeader;
  /** How many cells the header has. */
  readonly width: number;
  /** The column whose value is equal in all rows of an order. */
  readonly groupBy: string | undefined;
  /** How many rows are held to find those of one order. */
  readonly windowRows: number;
}

/** More than any order has; it bounds the memory when the wrong column was named. */
const mostRows = 100_000;

interface OpenGroup {
  readonly rows: CsvRow[];
  problem?: string;
}

/** Digits are kept as numbers, which take less memory. */
const compactKey = (key: string): string | number => (/^[1-9]\d{0,14}$/.test(key) ? Number(key) : key);

const widthProblem = (row: CsvRow, width: number): string | undefined =>
  row.cells.length === width
    ? undefined
    : `has ${row.cells.length} cells in the row of line ${row.line}, but the header has ${width}; a cell with a delimiter or a line break must stand in quotes`;

/** Puts the rows of each order together. */
export interface CsvGroups {
  /** Takes more rows, and returns the orders that are complete with them. */
  of(rows: Iterable<CsvRow>): Iterable<CsvGroup>;
  /** Returns the orders that are left after the last row. */
  rest(): Iterable<CsvGroup>;
}

const singleRows = (width: number): CsvGroups => ({
  *of(rows) {
    for (const row of rows) yield { rows: [row], problem: widthProblem(row, width) };
  },
  rest: () => [],
});

/**
 * Puts the rows of each order together, in the order of their first rows. Rows need not follow one another as long as they
 * lie within the window; a row that comes after its order was returned is a group with a problem, never a second order.
 */
export function csvGroups({ header, width, groupBy, windowRows }: CsvGroupsOptions): CsvGroups {
  if (groupBy === undefined) return singleRows(width);
  const open = new Map<string | number, OpenGroup>();
  const closed = new Map<string | number, number>();
  let held = 0;
  let last: { readonly key: string | number; readonly group: OpenGroup } | undefined;

  const close = (key: string | number, group: OpenGroup): CsvGroup => {
    open.delete(key);
    held -= group.rows.length;
    const line = group.rows[0]?.line ?? 0;
    const earlier = closed.get(key);
    if (earlier === undefined) {
      closed.set(key, line);
      return group;
    }
    const problem = `belongs to the order of line ${earlier} (equal "${groupBy}"), but too many rows lie between: sort the file by "${groupBy}", or raise "windowRows" in the mapping`;
    return { rows: group.rows, problem };
  };

  return {
    *of(rows) {
      for (const row of rows) {
        const problem = widthProblem(row, width);
        // A row whose cells are out of place cannot be assigned to an order: the order before it may lack an item.
        const text = problem === undefined ? cellOf(row, header, groupBy) : "";
        const key: string | number = text === "" && last !== undefined ? last.key : compactKey(text);
        // With a window of 0, only rows that follow one another belong together.
        if (windowRows === 0 && last !== undefined && last.key !== key) yield close(last.key, last.group);
        const group: OpenGroup = open.get(key) ?? { rows: [] };
        open.set(key, group);
        group.rows.push(row);
        held += 1;
        if (problem !== undefined) group.problem ??= problem;
        if (group.rows.length > mostRows) {
          throw new SourceError(
            `has more than ${mostRows} rows with one value in "${groupBy}": is it the column that separates orders?`,
            { line: group.rows[0]?.line ?? row.line },
          );
        }
        last = { key, group };
        while (windowRows > 0 && held > windowRows && open.size > 1) {
          const [oldest] = open;
          if (oldest === undefined || oldest[1] === group) break;
          yield close(...oldest);
        }
      }
    },
    *rest() {
      for (const entry of [...open]) yield close(...entry);
    },
  };
}
