import { inflated } from "./inflated.js";
import { chunksOf, type ReaderInput } from "./reader-input.js";
import { SourceError } from "./source-error.js";
import { markedEncoding, type TextEncoding } from "./text-encoding.js";
import { type BytesDecoder, joinedBytes, utf8Decoder } from "./utf8-decoder.js";

/** Decodes other encodings than UTF-8 by the runtime's own decoder. */
function otherDecoder(encoding: TextEncoding): BytesDecoder {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const bytesEach = encoding.startsWith("utf-16") ? 2 : 1;
  let count = 0;
  return {
    decode(bytes) {
      count += bytes.length;
      try {
        return { text: decoder.decode(bytes, { stream: true }), isBroken: false };
      } catch {
        return { text: "", isBroken: true };
      }
    },
    get isIncomplete() {
      return count % bytesEach !== 0;
    },
  };
}

/** Tracks line and column through text. */
function createPlace() {
  let line = 1;
  let column = 1;
  return {
    get position() {
      return { line, column };
    },
    advance(text: string): void {
      let from = 0;
      for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", from)) {
        line += 1;
        column = 1;
        from = at + 1;
      }
      column += text.length - from;
    },
  };
}

/** Holds the first bytes back until there are enough to see a byte order mark. */
async function* withWholeMark(
  chunks: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<Uint8Array | string> {
  let head: Uint8Array | undefined = new Uint8Array(0);
  for await (const chunk of chunks) {
    if (head === undefined || typeof chunk === "string") {
      if (head !== undefined && head.length > 0) yield head;
      head = undefined;
      yield chunk;
      continue;
    }
    head = joinedBytes(head, chunk);
    if (head.length < 3) continue;
    yield head;
    head = undefined;
  }
  if (head !== undefined && head.length > 0) yield head;
}

const unreadable: Readonly<Record<TextEncoding, string>> = {
  "utf-8":
    'is not UTF-8 from here on: save it as UTF-8, or name its encoding with the option encoding ("windows-1252" for most exports of Windows programs)',
  "utf-16le": "is not UTF-16 from here on",
  "utf-16be": "is not UTF-16 from here on",
  "windows-1252": "is not Windows-1252 from here on",
  "iso-8859-1": "is not ISO-8859-1 from here on",
};

const binary =
  'contains a zero byte, so it is not a text file in this encoding: check that this is the file you meant, and if it is UTF-16, set the option encoding to "utf-16le"';

/**
 * Decodes a file into pieces of text: unpacked, without its byte order mark, and checked against its encoding, which is
 * the one that the mark names, else the given one. A character is never cut in two.
 *
 * @throws SourceError with line and column for bytes that do not fit the encoding, and for a file that is not text
 */
export async function* decodedText(
  input: ReaderInput,
  encoding: TextEncoding = "utf-8",
): AsyncGenerator<string> {
  const place = createPlace();
  let decoder: BytesDecoder | undefined;
  let used = encoding;
  let isFirst = true;
  const refuse = (message: string): never => {
    throw new SourceError(message, place.position);
  };

  for await (const chunk of withWholeMark(inflated(chunksOf(input)))) {
    if (decoder === undefined && typeof chunk !== "string") {
      used = markedEncoding(chunk) ?? encoding;
      decoder = used === "utf-8" ? utf8Decoder() : otherDecoder(used);
    }
    const { text: piece, isBroken } =
      typeof chunk === "string" || decoder === undefined
        ? { text: String(chunk), isBroken: false }
        : decoder.decode(chunk);
    const text = isFirst && piece.startsWith("\ufeff") ? piece.slice(1) : piece;
    if (piece !== "") isFirst = false;
    // Text files contain no NUL; binary ones soon do.
    const nul = text.indexOf("\0");
    const good = nul === -1 ? text : text.slice(0, nul);
    place.advance(good);
    if (good !== "") yield good;
    if (nul !== -1) refuse(binary);
    if (isBroken) refuse(unreadable[used]);
  }
  if (decoder?.isIncomplete) refuse(`ends in the middle of a character: it is cut off, or not ${used}`);
}
