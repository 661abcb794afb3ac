import type { IncomingMessage } from "node:http";

/** The largest body of each kind of request, in bytes. */
export const BODY_LIMITS: Readonly<Record<"api" | "control" | "load", number>> = {
  /** For Privy's own API: more than any order has. */
  api: 16 * 1024 * 1024,
  control: 1024 * 1024,
  /** For requests that seed or restore an account. */
  load: 64 * 1024 * 1024,
};

/** How much more is read and discarded, so that a sender near its end still reads the refusal. */
const graceBytes = 64 * 1024 * 1024;

/** Reads the body of a request; undefined when it is too large. Rejects when the connection ends before the body. */
export function readIncomingBody(message: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    message.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      if (bytes <= maxBytes + graceBytes) return;
      message.pause();
      resolve(undefined);
    });
    message.on("end", () => resolve(bytes > maxBytes ? undefined : Buffer.concat(chunks).toString("utf8")));
    message.on("error", reject);
    message.on("close", () => {
      if (!message.complete) reject(new Error("the connection ended before the request did"));
    });
  });
}
