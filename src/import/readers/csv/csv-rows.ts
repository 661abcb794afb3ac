import { SourceError } from "../source-error.js";

/** One row of a CSV file. */
export interface CsvRow {
  readonly cells: readonly string[];
  /** The line that it begins on. */
  readonly line: number;
}

export interface CsvRowsOptions {
  readonly delimiter: string;
  readonly maxRecordLength: number;
}

/** What the parser's codes mean. Its own messages quote the file. */
const problems: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "ends inside quotes: a quote is not closed, or the file is cut off",
  CSV_INVALID_CLOSING_QUOTE: 'has text after a closing quote: a quote inside a cell must be doubled ("")',
  INVALID_OPENING_QUOTE:
    "has a quote inside a cell that does not begin with one: put the cell in quotes and double those in it",
  CSV_MAX_RECORD_SIZE: "has a row longer than maxRecordLength allows: most likely a quote is not closed",
};

function asSourceError(error: unknown): unknown {
  if (typeof error !== "object" || error === null || !("code" in error)) return error;
  const message = problems[String(error.code)];
  if (message === undefined) return error;
  const line = "lines" in error && typeof error.lines === "number" ? error.lines : undefined;
  const cell =
    "column" in error && typeof error.column === "number" ? ` (cell ${error.column + 1} of the row)` : "";
  return new SourceError(message + cell, line === undefined ? undefined : { line });
}

/** Makes every line break `\n`, so that files of any system, and mixed ones, count their lines alike. */
async function* withUnixBreaks(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let held = "";
  for await (const piece of pieces) {
    const text = held + piece;
    // What follows in the next piece decides about these: a line feed, the other half of a character.
    held = /[\r\ud800-\udbff]$/.exec(text)?.[0] ?? "";
    const now = (held === "" ? text : text.slice(0, -1)).replace(/\r\n?/g, "\n");
    if (now !== "") yield now;
  }
  if (held !== "") yield held === "\r" ? "\n" : held;
}

/** What the parser tells of each row. */
interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number; readonly empty_lines: number };
}

/**
 * The rows of a CSV file, the header among them, without those whose cells are all blank.
 *
 * @throws SourceError when the quotes do not fit together
 */
export async function* csvRows(
  pieces: AsyncIterable<string>,
  options: CsvRowsOptions,
): AsyncGenerator<CsvRow> {
  // Loaded when it is needed: it uses Node's Buffer, which a runtime that reads no CSV need not have.
  const { parse } = await import("csv-parse/stream");
  const { readable, writable }: TransformStream<Uint8Array, ParsedRow> = parse({
    delimiter: options.delimiter,
    record_delimiter: "\n",
    max_record_size: options.maxRecordLength,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
  });
  const writer = writable.getWriter();
  const encoder = new TextEncoder();
  // One piece at a time: the stream itself would take in a thousand before it asks the reader.
  const pump = (async () => {
    try {
      for await (const piece of withUnixBreaks(pieces)) await writer.write(encoder.encode(piece));
      await writer.close();
    } catch (error) {
      await writer.abort(error).catch(() => undefined);
    }
  })();
  const reader = readable.getReader();
  let nextLine = 1;
  let emptyLines = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const { record: cells, info } = value;
      const line = nextLine + info.empty_lines - emptyLines;
      nextLine = info.lines + 1;
      emptyLines = info.empty_lines;
      if (cells.some((cell) => cell.trim() !== "")) yield { cells, line };
    }
  } catch (error) {
    throw asSourceError(error);
  } finally {
    await reader.cancel().catch(() => undefined);
    await pump;
  }
}

/** A row as CSV again. */
export function csvText(cells: readonly string[], delimiter: string): string {
  return cells
    .map((cell) =>
      cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
    )
    .join(delimiter);
}
