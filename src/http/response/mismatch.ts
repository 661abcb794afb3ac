import { UnexpectedResponseError } from "../../errors/unexpected-response-error.js";
import type { ResponseContext } from "../http-request.js";
import { unexpectedResponse } from "./unexpected-response.js";

/**
 * The error of a response that is about something else than its request: a connection whose responses are out of step, or
 * a cache in between. What was sent may have been stored.
 *
 * @param key the field that differs, as a developer knows it: `order_id`
 */
export function mismatch(key: string, context: ResponseContext): UnexpectedResponseError {
  const happened = `, but about another ${key} than it was sent for. It may have been processed; it is safe to try again. Look for a proxy or a cache that mixes up responses.`;
  return unexpectedResponse(context, "mismatch", happened, true);
}

/** Whether an error says that a response was about something else. */
export function isMismatch(error: unknown): boolean {
  return error instanceof UnexpectedResponseError && error.reason === "mismatch";
}
