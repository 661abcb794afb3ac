import type { Transform } from "node:stream";
import {
  brotliDecompress,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  gunzip,
  inflate,
} from "node:zlib";

/** How to undo one way of compressing a body: piece by piece, or whole. */
export interface ContentEncoding {
  readonly createStream: () => Transform;
  readonly decode: typeof gunzip;
}

/** Whether a response with this header is not compressed at all. */
export function isPlain(header: string | null): boolean {
  return header === null || header.trim().toLowerCase() === "identity";
}

/** The way that a `Content-Encoding` header names; nothing when it is unknown. */
export function contentEncoding(header: string): ContentEncoding | undefined {
  switch (header.trim().toLowerCase()) {
    case "gzip":
    case "x-gzip":
      return { createStream: createGunzip, decode: gunzip };
    case "deflate":
      return { createStream: createInflate, decode: inflate };
    case "br":
      return { createStream: createBrotliDecompress, decode: brotliDecompress };
    default:
      return undefined;
  }
}

/** Why a body in an unknown encoding cannot be read. */
export function unknownEncoding(): Error {
  return new Error("the response is compressed in a way that is not understood");
}

/**
 * Decompresses a whole body.
 *
 * @throws unknownEncoding; or an error of zlib, with the code `ERR_BUFFER_TOO_LARGE` when it grows beyond `maxBytes`
 */
export function decodeBody(
  body: Buffer,
  { header, maxBytes }: { readonly header: string; readonly maxBytes: number },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const encoding = contentEncoding(header);
    if (encoding === undefined) return reject(unknownEncoding());
    encoding.decode(body, { maxOutputLength: maxBytes }, (error, decoded) => {
      if (error === null) resolve(decoded);
      else reject(error);
    });
  });
}
