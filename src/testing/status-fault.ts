import { parseDuration } from "./duration.js";
import type { RetryAfter, StatusFault } from "./fault.js";
import type { FaultContext, FaultPlan } from "./fault-plan.js";
import { type Reply, refuse } from "./reply.js";

/** As far as the documentation names them (ERR), with its own messages; the others are in its style. */
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

function retryAfterText(value: Exclude<RetryAfter, null>, nowMs: number): string {
  if (typeof value === "number" || typeof value === "string") return String(value);
  const moment = value instanceof Date ? value : new Date(nowMs + parseDuration(value.dateAfter));
  return moment.toUTCString();
}

/** An answer of the test's own; its options are checked already. */
export function statusFault(name: string, fault: StatusFault): FaultPlan {
  const { status, body, retryAfter, stored = false } = fault;
  const byPrivy = fault.envelope ?? (body === undefined && status >= 400);
  const text = body ?? "";
  const contentType = fault.contentType ?? (text.trimStart().startsWith("<") ? "text/html" : undefined);
  const [code, message] = envelopes[status] ?? ["internal_error", "Something went wrong"];

  function answer({ state, complete }: FaultContext): Reply {
    const headers = {
      ...(contentType === undefined ? {} : { "Content-Type": contentType }),
      ...(retryAfter === undefined || retryAfter === null
        ? {}
        : { "Retry-After": retryAfterText(retryAfter, state.clock.now()) }),
      ...fault.headers,
    };
    if (byPrivy) return complete({ ...refuse(status, code, message), headers });
    return { status, body: text, headers: { Date: state.httpDate(), ...headers } };
  }

  return {
    name,
    stored,
    strike(context) {
      const { outcome } = stored ? context.process() : {};
      return { ...answer(context), ...(outcome === undefined ? {} : { outcome }) };
    },
  };
}
