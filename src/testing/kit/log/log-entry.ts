import type { IncomingRequest } from "../exchange/incoming-request.js";
import type { ErrorDetail, Reply } from "../exchange/reply.js";
import type { InjectedFault } from "../faults/injected-fault.js";

/** As much of an exchange as the log takes down, whatever server it was with. */
export interface LoggedExchange<Effects = unknown> {
  readonly request: IncomingRequest;
  readonly receivedAtMs: number;
  token?: { readonly name: string };
  /** Top-level names of the body that the server does not know. */
  ignoredFields?: readonly string[];
  /** What a test makes go wrong with it. */
  fault?: InjectedFault;
  /** What it changed in the account: references to frozen records. */
  effects?: Effects;
}

/**
 * What is kept of a request until a test reads it: the less, the less a long run costs. It has one shape, whatever happened:
 * an object that is put together of optional parts takes V8 many times as long.
 */
export interface LogEntry<Effects = unknown> {
  /** Requests are numbered from 1 in the order in which they were answered. */
  readonly position: number;
  readonly receivedAtMs: number;
  readonly request: IncomingRequest;
  readonly status: number;
  readonly errorCode: string | undefined;
  readonly errorDetails: readonly ErrorDetail[] | undefined;
  readonly tokenName: string | undefined;
  readonly outcome: Reply["outcome"] | undefined;
  readonly ignoredFields: readonly string[] | undefined;
  readonly fault: InjectedFault | undefined;
  readonly effects: Effects | undefined;
  /** `Retry-After` as it was sent. */
  readonly retryAfter: string | undefined;
  /** About how much memory the request takes. */
  readonly bytes: number;
}

/** Writes down one exchange. */
export function logEntry<Effects>(
  position: number,
  { request, receivedAtMs, token, ignoredFields, fault, effects }: LoggedExchange<Effects>,
  { status, errorCode, details, outcome, headers }: Reply,
): LogEntry<Effects> {
  return {
    position,
    receivedAtMs,
    request,
    status,
    errorCode,
    errorDetails: details,
    tokenName: token?.name,
    outcome,
    ignoredFields,
    fault,
    effects,
    retryAfter: headers?.["Retry-After"],
    bytes: sizeOf(request),
  };
}

function sizeOf({ path, search, headers, bodyText }: IncomingRequest): number {
  let size = 500 + path.length + search.length + bodyText.length;
  for (const name in headers) size += name.length + (headers[name]?.length ?? 0);
  return size;
}
