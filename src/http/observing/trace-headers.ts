import { isObject } from "../../schemas/objects/is-object.js";

const traceHeaders = ["traceparent", "tracestate", "baggage"];

/** An observer may add trace headers and nothing else: it must not be able to replace a credential. */
export function pickTraceHeaders(returned: unknown): Record<string, string> {
  const headers: Record<string, string> = {};
  if (!isObject(returned)) return headers;
  for (const name of traceHeaders) {
    try {
      const value: unknown = Reflect.get(returned, name);
      if (typeof value === "string" && /^[\x20-\x7e]+$/.test(value)) headers[name] = value;
    } catch {
      // A getter of the observer's own that throws: the request goes without this header.
    }
  }
  return headers;
}
