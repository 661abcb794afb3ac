import type { IncomingMessage } from "node:http";
import type { IncomingRequest } from "../kit/exchange/incoming-request.js";
import { BODY_LIMITS, readIncomingBody } from "./guard/read-incoming-body.js";

/** Reads a request for the fake; undefined when its body is too large. Rejects when the connection ends before the request. */
export async function readIncoming(message: IncomingMessage): Promise<IncomingRequest | undefined> {
  const { method = "GET", url = "/" } = message;
  const bodyText = await readIncomingBody(message, BODY_LIMITS.api);
  if (bodyText === undefined) return undefined;
  const query = url.indexOf("?");
  const path = query < 0 ? url : url.slice(0, query);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = typeof value === "string" ? value : value.join(", ");
  }
  return { method, path, search: query < 0 ? "" : url.slice(query), headers, bodyText };
}
