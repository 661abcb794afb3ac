import type { UnexpectedResponseError } from "../../errors/unexpected-response-error.js";
import type { HttpRequest, ResponseContext } from "../http-request.js";
import { parseJson } from "./lossless-json.js";
import { parseAccepted } from "./read-response.js";
import type { ReceivedResponse } from "./received-response.js";
import { type ResponseJudge, responseError } from "./response-error.js";
import { checkServer } from "./server.js";
import { unexpectedResponse } from "./unexpected-response.js";

/** Digits as text: unlike a bigint, a caller can log it and stringify it. */
const parseExact = (text: string): unknown => parseJson(text, String);

/** A status such as 202 (accepted) or 204 (no content): it promises less than the operation needs. */
function unexpectedSuccess(context: ResponseContext): UnexpectedResponseError {
  const happened = `, which does not say that it was stored. It may have been processed. Look for a proxy in between. ${checkServer(context.server)}`;
  return unexpectedResponse(context, "status", happened);
}

/**
 * Judges a response: a success (2xx) is parsed and read by the request, every other one becomes the typed error that says
 * so.
 *
 * @throws PrivyOrdersError
 */
export function acceptResponse<Result>(
  response: ReceivedResponse,
  request: HttpRequest<Result>,
  judge: ResponseJudge,
): Result {
  const { status, text } = response;
  if (status < 200 || status >= 300) throw responseError(response, request, judge);
  const { progress, server } = judge;
  const context = { operation: request.operation, status, attempts: progress.attempts, server };
  if (request.successStatuses?.includes(status) === false) throw unexpectedSuccess(context);
  return request.read(parseAccepted(text, parseExact, context), context);
}
