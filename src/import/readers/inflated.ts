import { SourceError } from "./source-error.js";

type Chunks = AsyncGenerator<Uint8Array | string>;

/** The first bytes of other formats, with advice. */
const foreign: readonly (readonly [magic: readonly number[], message: string])[] = [
  [
    [0x50, 0x4b, 0x03, 0x04],
    "is a ZIP archive or an Excel workbook: unpack it, or save the sheet as CSV (UTF-8)",
  ],
  [[0x28, 0xb5, 0x2f, 0xfd], "is compressed with zstd: unpack it, or compress it with gzip"],
  [[0x42, 0x5a, 0x68], "is compressed with bzip2: unpack it, or compress it with gzip"],
  [[0x25, 0x50, 0x44, 0x46], "is a PDF"],
];

const beginsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

/** Unpacks gzip, one piece at a time. */
async function* gunzipped(chunks: Chunks): AsyncGenerator<Uint8Array> {
  let sourceFailure: { readonly error: unknown } | undefined;
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const { done, value } = await chunks.next();
          if (done === true) controller.close();
          else if (typeof value === "string") throw new SourceError("mixes compressed bytes with text");
          else controller.enqueue(new Uint8Array(value));
        } catch (error) {
          sourceFailure = { error };
          controller.error(error);
        }
      },
      async cancel() {
        await chunks.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
  const reader = packed.pipeThrough(new DecompressionStream("gzip")).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      if (value.length > 0) yield value;
    }
  } catch {
    if (sourceFailure !== undefined) throw sourceFailure.error;
    throw new SourceError("is gzip that is cut off or damaged: copy the file again");
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/**
 * Reads the bytes of a file and unpacks gzip. The error for another known format names it.
 *
 * @throws SourceError for damaged gzip, and for an archive or a workbook
 */
export async function* inflated(chunks: Chunks): Chunks {
  try {
    const parts: Uint8Array[] = [];
    let length = 0;
    while (length < 4) {
      const { done, value } = await chunks.next();
      if (done === true) break;
      if (typeof value === "string") {
        if (length > 0) yield joined(parts);
        yield value;
        yield* chunks;
        return;
      }
      parts.push(value);
      length += value.length;
    }
    const head = joined(parts);
    for (const [magic, message] of foreign)
      if (beginsWith(head, magic)) throw new SourceError(message, { line: 1 });
    const whole = (async function* () {
      if (head.length > 0) yield head;
      yield* chunks;
    })();
    if (beginsWith(head, [0x1f, 0x8b])) yield* gunzipped(whole);
    else yield* whole;
  } finally {
    await chunks.return(undefined);
  }
}
