/** The text before the header of a CSV file, and the text after it. */
export interface CsvPreamble {
  /** The lines before the header, each with its line break; "" when the header comes first. */
  readonly text: string;
  /** The number of these lines. */
  readonly lines: number;
  /** The separator of a line `sep=;`, as spreadsheets write it. */
  readonly delimiter: string | undefined;
  readonly rest: AsyncIterable<string>;
}

export interface CsvPreambleOptions {
  readonly skipLines: number;
  /** The most characters that are held to find the lines. */
  readonly maxLength: number;
}

/** Returns where the line at an index ends, its line break included; −1 when the text does not contain its end. */
function lineEnd(text: string, from: number): number {
  const breaks = /\r\n|\n|\r(?!$)/g;
  breaks.lastIndex = from;
  const found = breaks.exec(text);
  return found === null ? -1 : found.index + found[0].length;
}

const separator = /^sep=([^\r\n])\s*$/i;

/** Removes the lines before the header: the skipped ones, and a line that only names the delimiter. */
export async function readPreamble(
  pieces: AsyncIterable<string>,
  { skipLines, maxLength }: CsvPreambleOptions,
): Promise<CsvPreamble> {
  const iterator = pieces[Symbol.asyncIterator]();
  let text = "";
  let isWhole = false;
  let end = 0;
  let lines = 0;
  let delimiter: string | undefined;
  for (;;) {
    let next = lineEnd(text, end);
    while (next === -1 && !isWhole && text.length <= maxLength) {
      const piece = await iterator.next();
      if (piece.done === true) isWhole = true;
      else text += piece.value;
      next = lineEnd(text, end);
    }
    const line = text.slice(end, next === -1 ? text.length : next);
    const named = separator.exec(line)?.[1];
    const isOver = lines >= skipLines && named === undefined;
    if (isOver || line === "") break;
    delimiter ??= named;
    lines += 1;
    end = next === -1 ? text.length : next;
  }
  const remaining = text.slice(end);
  async function* rest(): AsyncGenerator<string> {
    try {
      if (remaining !== "") yield remaining;
      for (let piece = await iterator.next(); piece.done !== true; piece = await iterator.next())
        yield piece.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { text: text.slice(0, end), lines, delimiter, rest: rest() };
}
