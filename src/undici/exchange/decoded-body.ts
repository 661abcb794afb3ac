import { pipeline, Readable } from "node:stream";
import type { ResponseBody } from "../../http/fetch-like.js";
import { contentEncoding, unknownEncoding } from "./content-encoding.js";

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
export function decodedBody(body: ResponseBody, header: string): ResponseBody {
  return {
    getReader() {
      const encoding = contentEncoding(header);
      if (encoding === undefined) {
        void body.cancel();
        return { read: () => Promise.reject(unknownEncoding()), cancel: () => Promise.resolve() };
      }
      const stream = pipeline(Readable.from(piecesOf(body)), encoding.createStream(), () => undefined);
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
