import type { FieldDetail } from "../errors/rejected-error.js";
import type { Dialect, ErrorBody } from "../http/response/dialect.js";
import { isRecord } from "../schemas/objects/is-object.js";
import { readRateLimit } from "./rate-limit.js";

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return isRecord(value) ? value : undefined;
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function readDetails(value: unknown): FieldDetail[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry) => {
    const detail = asObject(entry);
    const message = asText(detail?.message);
    return message === undefined ? [] : [{ field: asText(detail?.field) ?? "base", message }];
  });
}

/** Reads Privy's envelope, the flat errors of its token endpoint, and whatever else arrives. */
function readBody(body: unknown): ErrorBody {
  const whole = asObject(body);
  const error = asObject(whole?.error);
  // Where the id of a conflict stands is not shown in the documentation: the likeliest places, in this order.
  const existingId = asText(error?.id) ?? asText(whole?.id) ?? asText(asObject(whole?.data)?.id);
  if (error === undefined) {
    return { code: asText(whole?.error), message: asText(whole?.error_description), existingId };
  }
  return {
    code: asText(error.code),
    message: asText(error.message),
    details: readDetails(error.details),
    existingId,
  };
}

const apiToken = /^privy_[0-9a-f]{40}$/;

/** How Privy writes its failures, and what to look at after them. */
export const privyDialect: Dialect = {
  addressOption: "baseUrl",
  basePath: "/v1",
  readBody,
  readRateLimit,
  hint(status, request, secrets) {
    if (status === 401) {
      const odd = secrets.some((secret) => !apiToken.test(secret))
        ? " What was sent is not an API token (privy_ and 40 hexadecimal digits), which is right for an OAuth access token only."
        : "";
      return `The token is missing, mistyped, expired or revoked; check it in Privy under API tokens.${odd}`;
    }
    if (status === 403) return `The token lacks a scope that this call needs: ${scopeFor(request)}.`;
    return undefined;
  },
};

/** Which scope an endpoint asks for (spec of each endpoint's page). */
function scopeFor(request: { readonly method: string; readonly route: string }): string {
  if (request.route.startsWith("/orders")) return "orders_write";
  return request.method === "GET" ? "contacts_read" : "contacts_write";
}

/** The failures of the token endpoint: flat, and 401 also for a scope that was not granted. */
export const oauthDialect: Dialect = {
  addressOption: "oauth.tokenUrl",
  readBody,
  readRateLimit,
  hint(status) {
    return status === 400 || status === 401 || status === 403
      ? "Check clientId and clientSecret, and that the OAuth client has each of the scopes."
      : undefined;
  },
};
