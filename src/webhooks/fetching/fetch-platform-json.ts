import { AuthenticationError } from "../../errors/authentication-error.js";
import { ConnectionError } from "../../errors/connection-error.js";
import { NotFoundError } from "../../errors/not-found-error.js";
import { PermissionError } from "../../errors/permission-error.js";
import type { PrivyOrdersError } from "../../errors/privy-orders-error.js";
import { RateLimitError } from "../../errors/rate-limit-error.js";
import { ServerError } from "../../errors/server-error.js";
import { UnexpectedResponseError } from "../../errors/unexpected-response-error.js";
import { throwIfAborted } from "../../http/abort.js";
import { cacheOption } from "../../http/attempt/fetch-attempt.js";
import type { FetchLike, FetchResponse } from "../../http/fetch-like.js";
import { safeCause } from "../../http/redaction/safe-cause.js";
import { parseJson } from "../../http/response/lossless-json.js";
import { retryAfterMs } from "../../http/retry/retry-after.js";
import { webhookDefaults } from "../webhook-defaults.js";

/** Options of the requests to a platform's API. */
export interface PlatformApiOptions {
  /** The API's access token, or a function that returns it for each request. */
  readonly token: string | (() => string | Promise<string>);
  /** The `fetch` that sends the requests. Default: the global one. */
  readonly fetch?: FetchLike | undefined;
}

/** A platform's API. */
export interface PlatformApi {
  readonly platform: string;
  readonly baseUrl: string;
  /** The headers that carry the token. Default: `Authorization: Bearer …`. */
  readonly authorize?: ((token: string) => Readonly<Record<string, string>>) | undefined;
}

/** One resource of it. */
export interface PlatformResource extends PlatformApi {
  readonly path: string;
  /** Whether the platform responds without content when a list is empty; the result is then undefined. */
  readonly isList?: boolean | undefined;
  /** Whether a missing resource is undefined instead of an error. */
  readonly isOptional?: boolean | undefined;
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

/**
 * Fetches one resource of a platform's API. Redirects are not followed, so that no other host gets the token.
 *
 * @throws AuthenticationError, PermissionError, NotFoundError, RateLimitError with the platform's `Retry-After`, ServerError,
 *   ConnectionError, UnexpectedResponseError; none quotes the response. An abort rejects with the signal's own reason.
 */
export async function fetchPlatformJson(
  { platform, baseUrl, path, authorize = bearer, isList = false, isOptional = false }: PlatformResource,
  { token, fetch = (address, init) => globalThis.fetch(address, init) }: PlatformApiOptions,
  signal: AbortSignal,
): Promise<unknown> {
  const credential = typeof token === "function" ? await token() : token;
  const headers = { ...authorize(credential), Accept: "application/json", "User-Agent": "privy-orders" };
  let response: FetchResponse;
  let text: string;
  try {
    response = await fetch(baseUrl + path, {
      method: "GET",
      headers,
      signal,
      redirect: "manual",
      // Next.js 13 and 14 cache responses, and would return an old state of the order.
      ...cacheOption(),
    });
    text = await response.text();
  } catch (error) {
    throwIfAborted(signal);
    const cause = safeCause(error, [credential]);
    throw new ConnectionError(`${platform} did not respond when it was asked for the order`, {
      retryable: true,
      cause,
    });
  }
  if ((response.status === 204 && isList) || (response.status === 404 && isOptional)) return undefined;
  if (response.status !== 200) throw errorOf(platform, response);
  try {
    return parseJson(text);
  } catch {
    throw new UnexpectedResponseError(`${platform} did not respond with JSON`, { reason: "not_json" });
  }
}

function errorOf(platform: string, { status, headers }: FetchResponse): PrivyOrdersError {
  const message = `${platform} responded with ${status} when it was asked for the order`;
  const now = Date.now();
  const waitMs = retryAfterMs(headers.get("Retry-After"), headers.get("Date"), now);
  if (status === 401) return new AuthenticationError(message, { status });
  if (status === 403) return new PermissionError(message, { status });
  if (status === 404) return new NotFoundError(message, { status });
  if (status === 429) {
    const delayMs = waitMs ?? webhookDefaults.retryAfterSeconds * 1000;
    return new RateLimitError(message, { status, retryAfterMs: delayMs, retryAt: new Date(now + delayMs) });
  }
  if (status >= 500) return new ServerError(message, { status, retryable: true, retryAfterMs: waitMs });
  return new UnexpectedResponseError(message, { status, reason: status < 400 ? "redirect" : "status" });
}
