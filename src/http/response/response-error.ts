import { AuthenticationError } from "../../errors/authentication-error.js";
import { ConflictError } from "../../errors/conflict-error.js";
import { NotFoundError } from "../../errors/not-found-error.js";
import { PermissionError } from "../../errors/permission-error.js";
import type { PrivyOrdersError } from "../../errors/privy-orders-error.js";
import { RateLimitError, type RateLimitWindow } from "../../errors/rate-limit-error.js";
import { type FieldDetail, RejectedError } from "../../errors/rejected-error.js";
import { ServerError } from "../../errors/server-error.js";
import { UnexpectedResponseError } from "../../errors/unexpected-response-error.js";
import type { ResponseHeaders } from "../fetch-like.js";
import { maskText } from "../redaction/mask.js";
import { maskValues } from "../redaction/mask-values.js";
import { unquotable } from "../redaction/unquotable.js";
import { retryAfterMs } from "../retry/retry-after.js";
import type { Call, HttpAnswer } from "../transport.js";
import { parseJson } from "./lossless-json.js";

/** What a destination finds in the body of a failure. Nothing in it is trusted to be fit for quoting. */
export interface ErrorBody {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly details?: readonly FieldDetail[] | undefined;
  readonly existingId?: string | undefined;
}

/** How a destination writes its failures. */
export interface ErrorDialect {
  /** Reads a parsed body, whatever it is; never throws. */
  readBody(body: unknown): ErrorBody;
  /** Which budget is spent, and for how long, as far as the headers tell. */
  readLimit(
    headers: ResponseHeaders,
    nowMs: number,
  ): { window?: RateLimitWindow | undefined; retryAfterMs?: number | undefined };
  /** What a developer should look at after this status, as a sentence. */
  hint(status: number, call: Call): string | undefined;
}

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

/** An id is kept whole or not at all, and only when it looks like one: a server could answer with anything in its place. */
function readId(text: string | undefined, values: readonly string[]): string | undefined {
  if (text === undefined || !/^[\w-]{1,64}$/.test(text) || maskValues(text, values) !== text)
    return undefined;
  // A phone number is the customer's in any spelling, also without its country.
  const digits = text.replace(/\D/g, "");
  const isPhone = digits.length >= 7 && values.some((value) => value.replace(/\D/g, "").includes(digits));
  return isPhone ? undefined : text;
}

function maskBody(raw: ErrorBody, call: Call): ErrorBody {
  if (Object.values(raw).every((part) => part === undefined)) return {};
  const values = unquotable(call);
  const mask = (text: string): string => maskText(text, values);
  return {
    code: raw.code === undefined ? undefined : mask(raw.code),
    message: raw.message === undefined ? undefined : mask(raw.message),
    details: raw.details
      ?.slice(0, 100)
      .map((detail) => ({ field: mask(detail.field), message: mask(detail.message) })),
    existingId: readId(raw.existingId, values),
  };
}

/** `orders.upsert was answered with 422 (validation_failed: One or more fields are invalid).` */
function describe(call: Call, status: number, body: ErrorBody): string {
  const words = [body.code, body.message].filter((text) => text !== undefined && text !== "").join(": ");
  return `${call.request.operation} was answered with ${status}${words === "" ? "" : ` (${words})`}.`;
}

/** Turns an answer that is no success into the error that says so, with nothing in it that may not be repeated. */
export function responseError(
  answer: HttpAnswer,
  call: Call,
  dialect: ErrorDialect,
  nowMs: number,
): PrivyOrdersError {
  const { status, headers } = answer;
  const body = maskBody(dialect.readBody(parseLeniently(answer.text)), call);
  const hint = dialect.hint(status, call);
  const said = `${describe(call, status, body)}${hint === undefined ? "" : ` ${hint}`}`;
  const asked = retryAfterMs(headers.get("retry-after"), headers.get("date"), nowMs);
  const later = asked === undefined ? {} : { retryAfterMs: asked, retryAt: new Date(nowMs + asked) };
  const base = { status, attempts: call.attempts, ...later };
  if (status === 401) return new AuthenticationError(said, base);
  if (status === 403) return new PermissionError(said, base);
  if (status === 404) return new NotFoundError(said, base);
  if (status === 409) {
    const doubt = call.uncertain
      ? " An earlier attempt of this call got no answer, so what exists may be this call's own work."
      : "";
    return new ConflictError(said + doubt, {
      ...base,
      existingId: body.existingId,
      afterUnknownAttempt: call.uncertain,
    });
  }
  if (status === 429) {
    const limit = dialect.readLimit(headers, nowMs);
    const waitMs = asked ?? limit.retryAfterMs ?? unknownWindowMs;
    return new RateLimitError(`${said} Try again in ${Math.ceil(waitMs / 1000)} s.`, {
      ...base,
      retryAfterMs: waitMs,
      retryAt: new Date(nowMs + waitMs),
      window: limit.window,
    });
  }
  if (status >= 400 && status < 500) {
    const details = body.details ?? [];
    const lines = details.map((detail) => `\n  ${detail.field}: ${detail.message}`).join("");
    return new RejectedError(said + lines, {
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
  return new UnexpectedResponseError(`${said} That is no status this call can have.`, {
    ...base,
    reason: "status",
  });
}
