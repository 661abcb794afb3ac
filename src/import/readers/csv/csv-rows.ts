import { SourceError } from "../source-error.js";
import { csvBlocks } from "./csv-blocks.js";

/** One row of a CSV file. */
export interface CsvRow {
  readonly cells: readonly string[];
  /** The line that it begins on. */
  readonly line: number;
}

export interface CsvRowsOptions {
  readonly delimiter: string;
  readonly maxRecordLength: number;
  /** The number of the text's first line. */
  readonly firstLine: number;
}

/** The messages of the parser's codes; its own messages quote the file. */
const problems: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "ends inside quotes: a quote is not closed, or the file is cut off",
  CSV_INVALID_CLOSING_QUOTE: 'has text after a closing quote: a quote inside a cell must be doubled ("")',
  INVALID_OPENING_QUOTE:
    "has a quote inside a cell that does not begin with one: put the cell in quotes and double those in it",
  CSV_MAX_RECORD_SIZE: "has a row longer than maxRecordLength allows: most likely a quote is not closed",
};

/** The parser's codes for unreadable text. */
interface ParseFailure {
  readonly code: string;
  readonly lines: number;
  readonly records: number;
  readonly column: number;
}

function isParseFailure(error: unknown): error is ParseFailure {
  return typeof error === "object" && error !== null && "code" in error && String(error.code) in problems;
}

/** `="0012"` as a spreadsheet writes it: a text in a formula, with quotes where CSV has none. Inside quotes they are doubled. */
const formula = /(?<![^\t,;|\n])="([^"\n]*)"(?=[\t,;|\n]|$)/g;

const withoutFormulas = (block: string): string =>
  block.includes('="') ? block.replace(formula, '"$1"') : block;

const lineBreaks = (text: string): number => text.split("\n").length - 1;

/** Counts the lines of a row: one, and one more for each line break in its cells. */
function linesOf(cells: readonly string[]): number {
  let lines = 1;
  for (const cell of cells) if (cell.includes("\n")) lines += lineBreaks(cell);
  return lines;
}

/**
 * Reads the rows of a CSV file, the header included, without rows of blank cells only.
 *
 * @throws SourceError when the quotes do not fit together
 */
export async function* csvRows(
  pieces: AsyncIterable<string>,
  { delimiter, maxRecordLength, firstLine }: CsvRowsOptions,
): AsyncGenerator<Generator<CsvRow>> {
  // Loaded on demand: it uses Node's Buffer, which a runtime needs only for CSV.
  const { parse } = await import("csv-parse/sync");
  const options = {
    delimiter,
    record_delimiter: "\n",
    max_record_size: maxRecordLength,
    relax_column_count: true,
  } as const;
  let line = firstLine;
  function* rowsOf(block: string): Generator<CsvRow> {
    let rows: readonly (readonly string[])[];
    let failure: SourceError | undefined;
    const text = withoutFormulas(block);
    try {
      rows = parse(text, options);
    } catch (error) {
      if (!isParseFailure(error)) throw error;
      failure = new SourceError(`${problems[error.code]} (cell ${error.column + 1} of the row)`, {
        line: line + error.lines - 1,
      });
      rows = error.records === 0 ? [] : parse(text, { ...options, to: error.records });
    }
    for (const cells of rows) {
      const lines = linesOf(cells);
      if (cells.some((cell) => cell.trim() !== "")) yield { cells, line };
      line += lines;
    }
    if (failure !== undefined) throw failure;
  }
  for await (const block of csvBlocks(pieces, maxRecordLength)) yield rowsOf(block);
}
/** Formats a row as CSV. */
export function csvText(cells: readonly string[], delimiter: string): string {
  return cells
    .map((cell) =>
      cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
    )
    .join(delimiter);
}
