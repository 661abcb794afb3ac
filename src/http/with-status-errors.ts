import type { Clock } from "./clock.js";
import { parseJson } from "./response/lossless-json.js";
import { parseAccepted } from "./response/read-response.js";
import { type ErrorDialect, responseError } from "./response/response-error.js";
import type { AcceptedAnswer, Call, HttpAnswer, Transport } from "./transport.js";

/** Digits as text: unlike a bigint, a caller can log it and stringify it. */
const parseExact = (text: string): unknown => parseJson(text, String);

/** Judges answers: a success (2xx) is parsed and passed on, every other answer becomes the typed error that says so. */
export function withStatusErrors(
  next: Transport<HttpAnswer>,
  dialect: ErrorDialect,
  clock: Clock,
): Transport {
  const judge = (call: Call, answer: HttpAnswer): AcceptedAnswer => {
    const { status, headers } = answer;
    if (status < 200 || status >= 300) throw responseError(answer, call, dialect, clock.now());
    const { operation, read } = call.request;
    const context = { operation, status, attempts: call.attempts };
    const body = parseAccepted(answer, parseExact, context);
    return { status, headers, body: read === undefined ? body : read(body, context) };
  };
  return (call) => next(call).then((answer) => judge(call, answer));
}
