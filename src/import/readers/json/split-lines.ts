/** A line without its line break. */
export interface TextLine {
  readonly text: string;
  /** Counted from 1. */
  readonly number: number;
  /** Whether it was longer than allowed; then `text` is its beginning. */
  readonly isTooLong: boolean;
}

/** How many characters are kept of a record that is too long. */
const keptLength = 1000;

/** Returns the beginning of a record that is too long, so that it can be found in its source. */
export const beginningOf = (parts: readonly string[]): string => {
  const [first = ""] = parts;
  return (first.length >= keptLength ? first : parts.join("")).slice(0, keptLength);
};

/** Splits pieces of text into lines. Holds at most one line, and at most `maxLength` characters of it. */
export async function* splitLines(
  pieces: AsyncIterable<string>,
  maxLength: number,
): AsyncGenerator<Iterable<TextLine>> {
  let parts: string[] = [];
  let length = 0;
  let number = 1;

  const add = (part: string): void => {
    const wasTooLong = length > maxLength;
    length += part.length;
    if (length <= maxLength) parts.push(part);
    else if (!wasTooLong) parts = [beginningOf([...parts, part])];
  };
  const take = (): TextLine => {
    const isTooLong = length > maxLength;
    const text = parts.length === 1 ? (parts[0] ?? "") : parts.join("");
    const line = { text: text.endsWith("\r") ? text.slice(0, -1) : text, number, isTooLong };
    parts = [];
    length = 0;
    number += 1;
    return line;
  };

  function* linesOf(piece: string): Generator<TextLine> {
    let from = 0;
    for (let at = piece.indexOf("\n"); at !== -1; at = piece.indexOf("\n", from)) {
      add(piece.slice(from, at));
      from = at + 1;
      yield take();
    }
    add(piece.slice(from));
  }

  for await (const piece of pieces) yield linesOf(piece);
  if (length > 0) yield [take()];
}
