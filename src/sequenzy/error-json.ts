import type { Dialect, ErrorBody } from "../http/response/dialect.js";
import { memberOf } from "../schemas/objects/is-object.js";

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Sequenzy publishes no body of its failures: `error` may be text or `{code, message}`. */
function readBody(body: unknown): ErrorBody {
  const error = memberOf(body, "error");
  if (typeof error === "string") return { message: text(error) };
  return {
    code: text(memberOf(error, "code")),
    message: text(memberOf(error, "message")) ?? text(memberOf(body, "message")),
  };
}

/** How Sequenzy writes its failures, and what to look at after them. */
export const sequenzyDialect: Dialect = {
  addressOption: "baseUrl",
  basePath: "/api/v1",
  readBody,
  // No rate-limit header is documented; the kernel falls back to Retry-After, and then to a minute.
  readRateLimit: () => ({}),
  hint(status) {
    if (status === 401) return "The API key is missing, malformed or deleted; keys look like sk_live_…";
    if (status === 403) return "The API key lacks the scope that pushing orders needs.";
    return undefined;
  },
};
