import type { Dialect, ErrorBody } from "../http/response/dialect.js";

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Reflect.get(value, name)
    : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Sequenzy publishes no body of its failures: `error` may be text or `{code, message}`. */
function readBody(body: unknown): ErrorBody {
  const error = field(body, "error");
  if (typeof error === "string") return { message: text(error) };
  return {
    code: text(field(error, "code")),
    message: text(field(error, "message")) ?? text(field(body, "message")),
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
