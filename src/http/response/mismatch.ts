import { UnexpectedResponseError } from "../../errors/unexpected-response-error.js";
import type { ResponseContext } from "../http-request.js";

/**
 * The error of a response that is about something else than its request: a connection whose responses are out of step, or
 * a cache in between. What was sent may have been stored.
 *
 * @param key the field that differs, as a developer knows it: `order_id`
 */
export function mismatch(
  key: string,
  { operation, status, attempts }: ResponseContext,
): UnexpectedResponseError {
  return new UnexpectedResponseError(
    `${operation} was answered with ${status}, but about another ${key} than it was sent for. What was sent may have been stored; it is safe to try again. If it happens again, look for a proxy or a cache that mixes up responses.`,
    { reason: "mismatch", status, attempts, retryable: true },
  );
}

/** Whether an error says that a response was about something else. */
export function isMismatch(error: unknown): boolean {
  return error instanceof UnexpectedResponseError && error.reason === "mismatch";
}
