import { type Reply, refuseRequest } from "../../kit/exchange/reply.js";

/** The messages by status: the documented ones where they are known, else in their style. */
const envelopes: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ["bad_request", "The request could not be read"],
  401: ["unauthorized", "Bearer token is missing or invalid"],
  403: ["insufficient_scope", "This needs a token with another scope"],
  404: ["not_found", "There is nothing at this address"],
  408: ["request_timeout", "The request took too long"],
  409: ["conflict", "A contact with this email or phone number exists"],
  422: ["validation_failed", "One or more fields are invalid"],
  429: ["rate_limited", "Rate limit exceeded"],
  503: ["service_unavailable", "The service is not available"],
};

/** Returns the refusal that Privy would send with that status. */
export function refuseWith(status: number): Reply {
  const [code, message] = envelopes[status] ?? ["internal_error", "Something went wrong"];
  return refuseRequest(status, code, message);
}
