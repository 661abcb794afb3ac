import type { Progress } from "../call/call.js";
import type { HttpRequest } from "../http-request.js";

/** What an error must not quote: every token that a call has used so far, and the values of its request. */
export function unquotable(request: HttpRequest<unknown>, { secrets }: Progress): readonly string[] {
  return [...secrets, ...(request.sensitiveValues?.() ?? [])];
}
