import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { CliUsageError } from "./usage-error.js";

/** One line that is not blank. */
export interface TextLine {
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
}

/** An order with 50,000 items fits. Bytes. */
const maxLineBytes = 16 * 1024 * 1024;
const newline = 10;

/** Unpacks what begins like gzip. */
async function* unpacked(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = input[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done === true) return;
  const rest = async function* (): AsyncGenerator<Uint8Array> {
    yield first.value;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  };
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield* rest();
    return;
  }
  try {
    yield* Readable.from(rest()).compose(createGunzip());
  } catch {
    throw new CliUsageError("The file is gzip, but damaged or cut off: it cannot be unpacked to its end.");
  }
}

/**
 * Reads text line by line, whatever its length: UTF-8, a byte order mark, CRLF and blank lines allowed, gzip unpacked.
 *
 * @throws CliUsageError for what is no UTF-8 text, a line above 16 MiB, gzip that is cut off
 */
export async function* readLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<TextLine> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let parts: Uint8Array[] = [];
  let bytes = 0;
  let line = 0;
  const take = (end: Uint8Array): TextLine | undefined => {
    line += 1;
    const whole = parts.length === 0 ? end : Buffer.concat([...parts, end]);
    parts = [];
    bytes = 0;
    let text: string;
    try {
      text = decoder.decode(whole);
    } catch {
      throw new CliUsageError(`The file cannot be read on from line ${line}: it is no UTF-8 text there.`);
    }
    if (text.includes("\u0000"))
      throw new CliUsageError(`The file cannot be read on from line ${line}: it is binary, not text.`);
    if (line === 1) text = text.replace(/^\uFEFF/, "");
    text = text.trim();
    return text === "" ? undefined : { text, line };
  };
  for await (const chunk of unpacked(input)) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      const taken = take(chunk.subarray(start, end));
      if (taken !== undefined) yield taken;
      start = end + 1;
    }
    if (start < chunk.length) {
      parts.push(chunk.subarray(start));
      bytes += chunk.length - start;
    }
    if (bytes > maxLineBytes)
      throw new CliUsageError(
        `The file cannot be read on from line ${line + 1}: the line is longer than 16 MiB.`,
      );
  }
  if (bytes === 0) return;
  const taken = take(new Uint8Array());
  if (taken !== undefined) yield taken;
}
