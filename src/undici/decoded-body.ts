import { pipeline, Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { ResponseBody } from "../http/fetch-like.js";

function decoderFor(encoding: string): Transform | undefined {
  switch (encoding.trim().toLowerCase()) {
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "deflate":
      return createInflate();
    case "br":
      return createBrotliDecompress();
    default:
      return undefined;
  }
}

async function* piecesOf(body: ResponseBody): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    if (value !== undefined) yield value;
  }
}

/**
 * A body that a proxy or a server compressed without being asked to, decompressed as it is read and no further, so that a
 * reader's limit holds for what comes out.
 */
export function decodedBody(body: ResponseBody, encoding: string): ResponseBody {
  return {
    getReader() {
      const decoder = decoderFor(encoding);
      if (decoder === undefined) {
        void body.cancel();
        const problem = new Error("the answer is compressed in a way that is not understood");
        return { read: () => Promise.reject(problem), cancel: () => Promise.resolve() };
      }
      const stream = pipeline(Readable.from(piecesOf(body)), decoder, () => undefined);
      const pieces: AsyncIterator<Uint8Array> = stream[Symbol.asyncIterator]();
      return {
        async read() {
          const { done = false, value } = await pieces.next();
          return { done, value };
        },
        async cancel() {
          stream.destroy();
          await body.cancel();
        },
      };
    },
    cancel: () => body.cancel(),
  };
}
