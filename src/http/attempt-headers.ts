import type { HttpRequest } from "./transport.js";

export interface AttemptHeaderOptions {
  readonly userAgent: string;
  readonly authorization: string | undefined;
  /** Headers of trace propagation, already filtered. */
  readonly trace: Readonly<Record<string, string>>;
}

/** The headers of one attempt. What the request itself says can replace the content type, but never the credential. */
export function attemptHeaders(request: HttpRequest, options: AttemptHeaderOptions): Record<string, string> {
  const headers: Record<string, string> = { ...options.trace };
  if (request.body !== undefined) headers["content-type"] = "application/json";
  Object.assign(headers, request.headers);
  headers.accept = "application/json";
  headers["user-agent"] = options.userAgent;
  if (options.authorization !== undefined) headers.authorization = options.authorization;
  return headers;
}
