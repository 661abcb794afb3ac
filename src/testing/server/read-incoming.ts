import type { IncomingMessage } from "node:http";
import type { IncomingRequest } from "../kit/exchange/incoming-request.js";

/** More than any order has. Bytes. */
const maxBodyBytes = 16 * 1024 * 1024;

/** A request as the fake takes it; nothing when its body is too large. Rejects when the connection ends before it is whole. */
export async function readIncoming(message: IncomingMessage): Promise<IncomingRequest | undefined> {
  const { method = "GET", url = "/" } = message;
  const bodyText = await readBody(message);
  if (bodyText === undefined) return undefined;
  const query = url.indexOf("?");
  const path = query < 0 ? url : url.slice(0, query);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = typeof value === "string" ? value : value.join(", ");
  }
  return { method, path, search: query < 0 ? "" : url.slice(query), headers, bodyText };
}

function readBody(message: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    message.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBodyBytes) chunks.push(chunk);
      else chunks.length = 0;
    });
    message.on("end", () =>
      resolve(bytes > maxBodyBytes ? undefined : Buffer.concat(chunks).toString("utf8")),
    );
    message.on("error", reject);
    message.on("close", () => {
      if (!message.complete) reject(new Error("the connection ended before the request did"));
    });
  });
}
