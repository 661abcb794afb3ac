import { SourceError } from "../source-error.js";
import type { CsvRow } from "./csv-rows.js";

/** The names and positions of a CSV file's columns. */
export type CsvHeader = ReadonlyMap<string, number>;

export interface CsvHeaderOptions {
  /** The required columns. */
  readonly required: readonly string[];
  readonly delimiter: string;
}

const normal = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, " ");

/** Returns the delimiter that a row seems to have, if it is another one. */
function likelyDelimiter(cells: readonly string[], delimiter: string): string | undefined {
  const [only = ""] = cells;
  if (cells.length > 1) return undefined;
  return [";", "\t", ",", "|"].find((sign) => sign !== delimiter && only.split(sign).length > 2);
}

/**
 * Reads the header. Throws SourceError that names every missing column; of the file's own header, it quotes only
 * similar names.
 */
export function readHeader({ cells, line }: CsvRow, { required, delimiter }: CsvHeaderOptions): CsvHeader {
  const header = new Map<string, number>();
  const twice = new Set<string>();
  for (const [index, cell] of cells.entries()) {
    const name = cell.trim();
    if (header.has(name)) twice.add(name);
    else header.set(name, index);
  }
  const missing = required.filter((name) => !header.has(name));
  if (missing.length > 0) {
    const named = missing.map((name) => {
      const namesake = [...header.keys()].find((other) => normal(other) === normal(name));
      return `"${name}"${namesake === undefined ? "" : ` (it has "${namesake}": spell it exactly so)`}`;
    });
    const other = likelyDelimiter(cells, delimiter);
    const advice =
      other === undefined
        ? `. The first row, which must name the columns, has ${cells.length}`
        : `. The cells look separated by ${other === "\t" ? "tabs" : `"${other}"`}: set the option delimiter`;
    throw new SourceError(`has no column ${named.join(", ")}${advice}`, { line });
  }
  const ambiguous = required.filter((name) => twice.has(name));
  if (ambiguous.length > 0) {
    throw new SourceError(`has the column "${ambiguous.join('", "')}" more than once`, { line });
  }
  return header;
}

/** Returns the cell of a row's column, trimmed; empty without such a column. */
export const cellOf = (row: CsvRow | undefined, header: CsvHeader, column: string): string =>
  row?.cells[header.get(column) ?? -1]?.trim() ?? "";
