import type { Channel } from "../exchange/channel.js";
import type { IncomingRequest } from "../exchange/incoming-request.js";
import type { ErrorDetail, Reply } from "../exchange/reply.js";
import type { WireFault } from "../exchange/wire-fault.js";
import type { InjectedFault } from "../faults/injected-fault.js";

/** The parts of an exchange that the log records, for any vendor. */
export interface LoggedExchange<Effects = unknown> {
  readonly request: IncomingRequest;
  readonly receivedAtMs: number;
  /** The channel of the request. */
  readonly channel: Channel;
  /** How long the response took, in milliseconds; only where that is measured. */
  durationMs?: number;
  token?: { readonly name: string };
  /** Unknown top-level names of the body. */
  ignoredFields?: readonly string[];
  /** The fault that strikes it. */
  fault?: InjectedFault;
  /** The changes in the account: references to frozen records. */
  effects?: Effects;
}

/**
 * The record of a request until a test reads it. It is small, so that long runs stay cheap. It always has the same
 * shape, because V8 needs many times as long for an object built from optional parts.
 */
export interface LogEntry<Effects = unknown> {
  /** The request's number, from 1, in the order of the responses. */
  readonly position: number;
  readonly receivedAtMs: number;
  readonly request: IncomingRequest;
  readonly channel: Channel;
  readonly durationMs: number | undefined;
  readonly status: number;
  readonly errorCode: string | undefined;
  readonly errorDetails: readonly ErrorDetail[] | undefined;
  readonly tokenName: string | undefined;
  readonly outcome: Reply["outcome"] | undefined;
  readonly ignoredFields: readonly string[] | undefined;
  readonly fault: InjectedFault | undefined;
  readonly effects: Effects | undefined;
  /** The value of `Retry-After`. */
  readonly retryAfter: string | undefined;
  /** What happened to the response on its way. */
  readonly wire: WireFault["kind"] | undefined;
  /** The response, where responses are kept; of a long body only the first part. */
  readonly answer: KeptAnswer | undefined;
  /** The approximate memory that the request takes. */
  readonly bytes: number;
}

/** A recorded response. */
export interface KeptAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How long the whole body is, in characters. */
  readonly length: number;
}

const mostOfAnswer = 65_536;

/** Records one exchange. */
export function logEntry<Effects>(
  position: number,
  exchange: LoggedExchange<Effects>,
  reply: Reply,
  keepsAnswer: boolean,
): LogEntry<Effects> {
  const { request, receivedAtMs, channel, durationMs, token, ignoredFields, fault, effects } = exchange;
  const { status, errorCode, details, outcome, headers, wire } = reply;
  const answer = keepsAnswer ? keptAnswer(reply) : undefined;
  return {
    position,
    receivedAtMs,
    request,
    channel,
    durationMs,
    status,
    errorCode,
    errorDetails: details,
    tokenName: token?.name,
    outcome,
    ignoredFields,
    fault,
    effects,
    retryAfter: headers?.["Retry-After"],
    wire: wire?.kind,
    answer,
    bytes: sizeOf(request) + (answer?.body.length ?? 0),
  };
}

function keptAnswer({ headers = {}, body }: Reply): KeptAnswer {
  // A slice would keep the whole text in memory, and most texts are short.
  return {
    headers,
    body: body.length > mostOfAnswer ? body.slice(0, mostOfAnswer) : body,
    length: body.length,
  };
}

function sizeOf({ path, search, headers, bodyText }: IncomingRequest): number {
  let size = 500 + path.length + search.length + bodyText.length;
  for (const name in headers) size += name.length + (headers[name]?.length ?? 0);
  return size;
}
