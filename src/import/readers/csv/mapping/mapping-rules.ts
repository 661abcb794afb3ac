import type { CellResult } from "../cells/cell-result.js";
import type { CsvRow } from "../csv-rows.js";
import type { CsvMapping } from "./csv-mapping.js";

/** The functions that all fields of a mapping share once the header is known. */
export interface MappingRules {
  readonly mapping: CsvMapping;
  /** Returns the position of a column; −1 for a missing optional one. */
  indexOf(column: string): number;
  /** Returns a cell without what a spreadsheet adds. */
  clean(cell: string): string;
  readAmount(text: string, row: CsvRow): CellResult;
  readMoment(text: string, row: CsvRow): CellResult;
}
