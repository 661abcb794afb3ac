import { inflated } from "./inflated.js";
import { chunksOf, type ReaderInput } from "./reader-input.js";
import { SourceError } from "./source-error.js";

/** How many bytes at the end belong to a character that is not complete yet. */
function incompleteBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0x80 && byte < 0xc0) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? back : 0;
  }
  return 0;
}

function isValid(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** How many bytes stand before the first one that is no UTF-8. */
function validLength(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isValid(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good - incompleteBytes(bytes.subarray(0, good));
}

function appended(tail: Uint8Array, chunk: Uint8Array): Uint8Array {
  if (tail.length === 0) return chunk;
  const all = new Uint8Array(tail.length + chunk.length);
  all.set(tail);
  all.set(chunk, tail.length);
  return all;
}

/**
 * The text of a file in pieces: unpacked, without its byte order mark, and surely UTF-8. A character is never cut in two.
 *
 * @throws SourceError with line and column for bytes that are no UTF-8, and for a file that is no text
 */
export async function* decodedText(input: ReaderInput): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let tail: Uint8Array = new Uint8Array(0);
  let isFirst = true;
  let line = 1;
  let column = 1;

  const advance = (text: string): void => {
    let from = 0;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", from)) {
      line += 1;
      column = 1;
      from = at + 1;
    }
    column += text.length - from;
  };
  /** What of a piece is good; a NUL is in no text file, but soon in every binary one. */
  const accepted = (piece: string): { text: string; isBinary: boolean } => {
    const text = isFirst && piece.startsWith("\ufeff") ? piece.slice(1) : piece;
    if (piece !== "") isFirst = false;
    const nul = text.indexOf("\0");
    const good = nul === -1 ? text : text.slice(0, nul);
    advance(good);
    return { text: good, isBinary: nul !== -1 };
  };
  const refuse = (message: string): never => {
    throw new SourceError(message, { line, column });
  };
  const binary = "holds a zero byte, so it is no text file: check that this is the file you meant";

  for await (const chunk of inflated(chunksOf(input))) {
    let piece: string;
    let isBroken = false;
    if (typeof chunk === "string") piece = chunk;
    else {
      const bytes = appended(tail, chunk);
      const rest = incompleteBytes(bytes);
      try {
        piece = decoder.decode(bytes.subarray(0, bytes.length - rest));
        tail = bytes.slice(bytes.length - rest);
      } catch {
        piece = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, validLength(bytes)));
        isBroken = true;
      }
    }
    const { text, isBinary } = accepted(piece);
    if (text !== "") yield text;
    if (isBinary) refuse(binary);
    if (isBroken) refuse("is not UTF-8 from here on: save it as UTF-8, or check that it is a text file");
  }
  if (tail.length > 0) refuse("ends in the middle of a character: it is cut off, or not UTF-8");
}
