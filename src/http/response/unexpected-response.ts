import {
  UnexpectedResponseError,
  type UnexpectedResponseReason,
} from "../../errors/unexpected-response-error.js";
import type { ResponseContext } from "../http-request.js";

/**
 * The error of a response whose status promises more than it holds.
 *
 * @param happened the rest of the sentence `orders.upsert was answered with 200`
 */
export function unexpectedResponse(
  { operation, status, attempts }: ResponseContext,
  reason: UnexpectedResponseReason,
  happened: string,
  retryable = false,
): UnexpectedResponseError {
  const options = { reason, status, attempts, retryable };
  return new UnexpectedResponseError(`${operation} was answered with ${status}${happened}`, options);
}
