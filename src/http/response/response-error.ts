import { AuthenticationError } from "../../errors/authentication-error.js";
import { ConflictError } from "../../errors/conflict-error.js";
import { NotFoundError } from "../../errors/not-found-error.js";
import { PermissionError } from "../../errors/permission-error.js";
import type { PrivyOrdersError } from "../../errors/privy-orders-error.js";
import { RateLimitError, type RateLimitWindow } from "../../errors/rate-limit-error.js";
import { RejectedError } from "../../errors/rejected-error.js";
import { ServerError } from "../../errors/server-error.js";
import { UnexpectedResponseError } from "../../errors/unexpected-response-error.js";
import type { Progress } from "../call/call.js";
import type { HttpRequest } from "../http-request.js";
import type { RateLimitState } from "../rate/rate-limit-state.js";
import { createMask } from "../redaction/mask.js";
import { unquotable } from "../redaction/unquotable.js";
import { retryAfterMs } from "../retry/retry-after.js";
import type { Dialect, ErrorBody } from "./dialect.js";
import { parseJson } from "./lossless-json.js";
import type { ReceivedResponse } from "./received-response.js";
import { checkServer, hasBasePath, type Server } from "./server.js";

/** How long to stay away after a 429 that does not say: the time that most rate windows last. */
const unknownWindowMs = 60_000;
const withoutRetry = new Set([501, 505]);

function parseLeniently(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** An id is kept whole or not at all, and only when it looks like one: a server could send anything in its place. */
function readId(
  text: string | undefined,
  { values, mask }: { readonly values: readonly string[]; readonly mask: (text: string) => string },
): string | undefined {
  if (text === undefined || !/^[\w-]{1,64}$/.test(text) || /\[(?:masked|withheld)/.test(mask(text)))
    return undefined;
  // A phone number is the customer's in any spelling, also without its country.
  const digits = text.replace(/\D/g, "");
  const isPhone = digits.length >= 7 && values.some((value) => value.replace(/\D/g, "").includes(digits));
  return isPhone ? undefined : text;
}

function maskBody(raw: ErrorBody, request: HttpRequest<unknown>, progress: Progress): ErrorBody {
  if (Object.values(raw).every((part) => part === undefined)) return {};
  const values = unquotable(request, progress);
  const mask = createMask(values);
  return {
    code: raw.code === undefined ? undefined : mask(raw.code),
    message: raw.message === undefined ? undefined : mask(raw.message),
    details: raw.details
      ?.slice(0, 100)
      .map((detail) => ({ field: mask(detail.field), message: mask(detail.message) })),
    existingId: readId(raw.existingId, { values, mask }),
  };
}

/** `orders.upsert was answered with 422 (validation_failed: One or more fields are invalid).` */
function describe(operation: string, status: number, body: ErrorBody): string {
  const words = [body.code, body.message].filter((text) => text !== undefined && text !== "").join(": ");
  return `${operation} was answered with ${status}${words === "" ? "" : ` (${words})`}.`;
}

/** The budget that is spent, and for how long, as far as the headers say. */
function spentWindow(
  { minute, day }: RateLimitState,
  nowMs: number,
): { readonly window?: RateLimitWindow; readonly waitMs?: number } {
  const until = (resetAt: Date): number => Math.max(0, resetAt.getTime() - nowMs);
  if (day?.remaining === 0) return { window: "day", waitMs: until(day.resetAt) };
  if (minute?.remaining === 0) return { window: "minute", waitMs: until(minute.resetAt) };
  return {};
}

/**
 * Whether a status means that another server or path was called: 404 or 405 for an address that names nothing which may be
 * absent, or from what does not write errors as the destination does.
 */
function isElsewhere(
  status: number,
  { route }: HttpRequest<unknown>,
  { body, server }: { readonly body: ErrorBody; readonly server: Server },
): boolean {
  if (status !== 404 && status !== 405) return false;
  return !route.includes("{") || body.code === undefined || !hasBasePath(server);
}

/** What a response is judged by. */
export interface ResponseJudge {
  readonly dialect: Dialect;
  readonly server: Server;
  readonly progress: Progress;
  readonly nowMs: number;
}

/** Turns a response that is not a success into the error that says so, with nothing in it that may not be repeated. */
export function responseError(
  response: ReceivedResponse,
  request: HttpRequest<unknown>,
  { dialect, server, progress, nowMs }: ResponseJudge,
): PrivyOrdersError {
  const { status, headers } = response;
  const { uncertain } = progress;
  const body = maskBody(dialect.readBody(parseLeniently(response.text)), request, progress);
  const hint = dialect.hint(status, request, progress.secrets);
  const said = `${describe(request.operation, status, body)}${hint === undefined ? "" : ` ${hint}`}`;
  const asked = retryAfterMs(headers.get("retry-after"), headers.get("date"), nowMs);
  const later = asked === undefined ? {} : { retryAfterMs: asked, retryAt: new Date(nowMs + asked) };
  const base = { status, attempts: progress.attempts, ...later };
  if (status === 401) return new AuthenticationError(said, base);
  if (status === 403) return new PermissionError(said, base);
  const where = isElsewhere(status, request, { body, server }) ? ` ${checkServer(server)}` : "";
  if (status === 404) return new NotFoundError(said + where, base);
  if (status === 409) {
    const doubt = uncertain
      ? " An earlier attempt got no response, so what exists may be this call's own work."
      : "";
    return new ConflictError(said + doubt, {
      ...base,
      existingId: body.existingId,
      afterUnknownAttempt: uncertain,
    });
  }
  if (status === 429) {
    const spent = spentWindow(response.rateLimit, nowMs);
    const waitMs = asked ?? spent.waitMs ?? unknownWindowMs;
    return new RateLimitError(`${said} Try again in ${Math.ceil(waitMs / 1000)} s.`, {
      ...base,
      retryAfterMs: waitMs,
      retryAt: new Date(nowMs + waitMs),
      window: spent.window,
    });
  }
  if (status >= 400 && status < 500) {
    const details = body.details ?? [];
    const lines = details.map((detail) => `\n  ${detail.field}: ${detail.message}`).join("");
    return new RejectedError(said + where + lines, {
      ...base,
      serverCode: body.code,
      details,
      retryable: status === 408,
    });
  }
  if (status >= 500 && status < 600) {
    return new ServerError(`${said} It may have been processed; it is safe to try again.`, {
      ...base,
      retryable: !withoutRetry.has(status),
    });
  }
  return new UnexpectedResponseError(`${said} This status is unexpected. ${checkServer(server)}`, {
    ...base,
    reason: "status",
  });
}
