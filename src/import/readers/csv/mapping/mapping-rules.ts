import type { CellResult } from "../cells/cell-result.js";
import type { CsvRow } from "../csv-rows.js";
import type { CsvMapping } from "./csv-mapping.js";

/** What all fields of a mapping share once the header is known. */
export interface MappingRules {
  readonly mapping: CsvMapping;
  /** Where a column stands; −1 for one that the file may lack, and lacks. */
  indexOf(column: string): number;
  /** A cell without what a spreadsheet left in it. */
  clean(cell: string): string;
  readAmount(text: string, row: CsvRow): CellResult;
  readMoment(text: string, row: CsvRow): CellResult;
}
