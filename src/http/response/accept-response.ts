import type { HttpRequest } from "../http-request.js";
import { parseJson } from "./lossless-json.js";
import { parseAccepted } from "./read-response.js";
import type { ReceivedResponse } from "./received-response.js";
import { type ResponseJudge, responseError } from "./response-error.js";

/** Digits as text: unlike a bigint, a caller can log it and stringify it. */
const parseExact = (text: string): unknown => parseJson(text, String);

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
  const context = { operation: request.operation, status, attempts: judge.progress.attempts };
  return request.read(parseAccepted(text, parseExact, context), context);
}
