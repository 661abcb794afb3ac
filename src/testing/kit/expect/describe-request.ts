import type { FakeRequest } from "../log/request-log.js";

/** Describes one request and its result, on one line. */
export function describeRequest(request: FakeRequest): string {
  const { id, at, method, path, status, errorCode, errorDetails, outcome, fault } = request;
  const answer = status === 0 ? "got no response" : `got ${status}`;
  const details = (errorDetails ?? []).map(({ field, message }) => `${field} ${message}`);
  return [
    `${id}, ${method} ${path} at ${at}, ${answer}`,
    errorCode === undefined ? "" : ` ${errorCode}`,
    details.length === 0 ? "" : ` (${details.join("; ")})`,
    outcome === undefined ? "" : ` and ${outcome} the order`,
    fault === undefined ? "" : `, by the fault "${fault.name}" of ${fault.by}`,
  ].join("");
}
