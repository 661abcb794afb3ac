import type { HttpRequest } from "../http-request.js";

export interface AttemptHeaderOptions {
  readonly userAgent: string;
  readonly authorization: string | undefined;
  /** Headers of trace propagation, already filtered. */
  readonly trace: Readonly<Record<string, string>> | undefined;
}

/** The headers of one attempt. The request's own headers can replace the content type, but never the credential. */
export function attemptHeaders(
  { body, headers: own }: Pick<HttpRequest<unknown>, "body" | "headers">,
  { userAgent, authorization, trace }: AttemptHeaderOptions,
): Record<string, string> {
  const headers: Record<string, string> = trace === undefined ? {} : { ...trace };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (own !== undefined) Object.assign(headers, own);
  headers.accept = "application/json";
  headers["user-agent"] = userAgent;
  if (authorization !== undefined) headers.authorization = authorization;
  return headers;
}
