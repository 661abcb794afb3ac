import type { Call } from "../transport.js";

/** What may not be quoted: every secret used by a call so far, and the values of its request. */
export function unquotable(call: Call): readonly string[] {
  return [...call.secrets, ...(call.request.sensitiveValues?.() ?? [])];
}
