import { InvalidInputError } from "../../errors/invalid-input-error.js";
import { byteView } from "../../http/byte-view.js";
import { SourceError } from "./source-error.js";

/** The bytes of a file in pieces of any size, or its text. */
export type ReaderChunks = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string>;

/**
 * The input of a reader: a function that opens the file for each reading, or something that can be read again: a `Blob`
 * or `File`, bytes, text. A stream itself is refused, since it can be read only once.
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

/** Returns whether text is most likely the name of a file: one short line that ends as such names do. */
function looksLikePath(text: string): boolean {
  return (
    text.length < 1000 &&
    /^(?:file:)?[^\n\r"{}[\],;]+\.(?:csv|tsv|txt|json|jsonl|ndjson|gz)$/i.test(text.trim())
  );
}

/** Checks the input. Throws InvalidInputError for an input that cannot be read a second time. */
export function checkInput(input: unknown): void {
  if (typeof input === "string" && looksLikePath(input)) {
    const message =
      "looks like a file's path, but text is read as the file's content: open a file with openOrderFile(path) of privy-orders/import/node";
    throw new InvalidInputError("The reader was not created", [
      { code: "invalid", path: ["input"], message },
    ]);
  }
  if (typeof input === "function" || typeof input === "string") return;
  if (byteView(input) !== undefined || isBlob(input)) return;
  const message =
    "must be a function that opens the stream (it is called for each reading), a Blob, bytes or text";
  throw new InvalidInputError("The reader was not created", [{ code: "invalid", path: ["input"], message }]);
}

/** Opens an input and iterates over its pieces; leaving the loop closes it. */
export async function* chunksOf(input: ReaderInput): AsyncGenerator<Uint8Array | string> {
  const whole = typeof input === "string" ? input : byteView(input);
  if (whole !== undefined) {
    yield whole;
    return;
  }
  // Neither text nor bytes.
  const source = input as Exclude<ReaderInput, string | Uint8Array>;
  const opened = typeof source === "function" ? await source() : source.stream();
  // Every runtime's ReadableStream can be iterated; some versions of TypeScript's DOM types lack that.
  for await (const chunk of opened as AsyncIterable<unknown>) {
    const piece = typeof chunk === "string" ? chunk : byteView(chunk);
    if (piece === undefined)
      throw new SourceError("returned a piece that is neither bytes (Uint8Array) nor text");
    if (piece.length > 0) yield piece;
  }
}
