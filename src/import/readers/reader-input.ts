import { InvalidInputError } from "../../errors/invalid-input-error.js";
import { byteView } from "../../http/byte-view.js";
import { SourceError } from "./source-error.js";

/** The bytes of a file in pieces of any size, or its text. */
export type ReaderChunks = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string>;

/**
 * What a reader reads: a function that opens the file, anew for each reading, or something that can be read again by its
 * nature: a `Blob` or `File`, bytes, text. A stream by itself is refused, since it can be read only once.
 */
export type ReaderInput =
  | (() => ReaderChunks | Promise<ReaderChunks>)
  | { stream(): ReadableStream<Uint8Array> }
  | Uint8Array
  | string;

function isBlob(value: unknown): value is { stream(): ReadableStream<Uint8Array> } {
  return (
    typeof value === "object" && value !== null && "stream" in value && typeof value.stream === "function"
  );
}

/** Whether text is most likely the name of a file: one short line that ends as such names do. */
function looksLikePath(text: string): boolean {
  return (
    text.length < 1000 &&
    /^(?:file:)?[^\n\r"{}[\],;]+\.(?:csv|tsv|txt|json|jsonl|ndjson|gz)$/i.test(text.trim())
  );
}

/** @throws InvalidInputError for an input that could not be read a second time */
export function checkInput(input: unknown): void {
  if (typeof input === "string" && looksLikePath(input)) {
    const message =
      "looks like a file's path, but text is read as the file's content: open a file with openOrderFile(path) of privy-orders/import/node";
    throw new InvalidInputError("The reader was not made", [{ code: "invalid", path: ["input"], message }]);
  }
  if (typeof input === "function" || typeof input === "string") return;
  if (byteView(input) !== undefined || isBlob(input)) return;
  const message =
    "must be a function that opens the stream (it is read anew each time), a Blob, bytes or text";
  throw new InvalidInputError("The reader was not made", [{ code: "invalid", path: ["input"], message }]);
}

/** Opens an input and gives its pieces; leaving the loop closes it. */
export async function* chunksOf(input: ReaderInput): AsyncGenerator<Uint8Array | string> {
  const whole = typeof input === "string" ? input : byteView(input);
  if (whole !== undefined) {
    yield whole;
    return;
  }
  // Neither text nor bytes.
  const source = input as Exclude<ReaderInput, string | Uint8Array>;
  const opened = typeof source === "function" ? await source() : source.stream();
  // Every runtime's ReadableStream can be iterated; not every version of TypeScript's DOM types has that.
  for await (const chunk of opened as AsyncIterable<unknown>) {
    const piece = typeof chunk === "string" ? chunk : byteView(chunk);
    if (piece === undefined)
      throw new SourceError("gave a piece that is neither bytes (Uint8Array) nor text");
    if (piece.length > 0) yield piece;
  }
}
