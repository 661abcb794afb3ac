import { SourceError } from "../source-error.js";
import { beginningOf } from "./split-lines.js";

/** The text and the position of one element of an array. */
export interface ArrayElement {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly isTooLong: boolean;
}

/**
 * Finds where each element of a JSON array begins and ends, by its quotes and brackets alone; the parser then checks
 * each element by itself, so that one bad element does not affect the next.
 *
 * @throws SourceError when the text is not an array, or ends within it
 */
export async function* splitJsonArray(
  pieces: AsyncIterable<string>,
  maxLength: number,
): AsyncGenerator<Iterable<ArrayElement>> {
  let hasBegun = false;
  let hasEnded = false;
  let isInElement = false;
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  let count = 0;
  let line = 1;
  /** How many characters came before this line, to name the column. */
  let lineStart = 0;
  let pieceStart = 0;
  let start = { line: 1, column: 1 };
  let parts: string[] = [];
  let length = 0;

  const add = (part: string): void => {
    const wasTooLong = length > maxLength;
    length += part.length;
    if (length <= maxLength) parts.push(part);
    else if (!wasTooLong) parts = [beginningOf([...parts, part])];
  };
  const take = (): ArrayElement => {
    const element = { text: parts.join("").trimEnd(), ...start, isTooLong: length > maxLength };
    parts = [];
    length = 0;
    count += 1;
    return element;
  };

  function* elementsOf(piece: string): Generator<ArrayElement> {
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const code = piece.charCodeAt(at);
      if (code === 10) {
        line += 1;
        lineStart = pieceStart + at + 1;
      }
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (code === 92) isEscaped = true;
        else if (code === 34) isInString = false;
        continue;
      }
      const isSpace = code === 32 || code === 10 || code === 13 || code === 9;
      const position = (): { line: number; column: number } => ({
        line,
        column: pieceStart + at - lineStart + 1,
      });
      if (isInElement) {
        if (code === 34) isInString = true;
        else if (code === 123 || code === 91) depth += 1;
        else if (depth > 0 && (code === 125 || code === 93)) depth -= 1;
        else if (depth === 0 && (code === 44 || code === 93)) {
          add(piece.slice(from, at));
          yield take();
          isInElement = false;
          hasEnded = code === 93;
        }
      } else if (isSpace) continue;
      else if (!hasBegun) {
        if (code !== 91) {
          throw new SourceError(
            code === 123
              ? "begins with an object, not with an array of orders: [ … ]. Is it NDJSON, or is the array inside the object?"
              : "is not a JSON array: it must begin with [",
            position(),
          );
        }
        hasBegun = true;
      } else if (hasEnded) {
        throw new SourceError("goes on after the end of the array", position());
      } else if (code === 93 && count === 0) hasEnded = true;
      else if (code === 93 || code === 44)
        throw new SourceError("has a comma with no order after it", position());
      else {
        isInElement = true;
        start = position();
        from = at;
        isInString = code === 34;
        depth = code === 123 || code === 91 ? 1 : 0;
      }
    }
    if (isInElement) add(piece.slice(from));
    pieceStart += piece.length;
  }

  for await (const piece of pieces) yield elementsOf(piece);
  if (!hasBegun) throw new SourceError("is empty: a JSON array begins with [", { line, column: 1 });
  if (!hasEnded) {
    throw new SourceError("ends before the array does: it is cut off, or a quote or bracket is not closed", {
      line: isInElement ? start.line : line,
    });
  }
}
