import type { IncomingMessage } from "node:http";

/** The most that each kind of request may carry, in bytes. */
export const BODY_LIMITS: Readonly<Record<"api" | "control" | "load", number>> = {
  /** Privy's own API: more than any order has. */
  api: 16 * 1024 * 1024,
  control: 1024 * 1024,
  /** What seeds or restores an account. */
  load: 64 * 1024 * 1024,
};

/** How much more is read and thrown away, so that a sender who is about to end still reads why it was refused. */
const graceBytes = 64 * 1024 * 1024;

/** The body of a request; undefined when it is larger than that. Rejects when the connection ends before it is whole. */
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
