import type { Channel } from "../exchange/channel.js";
import type { IncomingRequest } from "../exchange/incoming-request.js";
import type { ErrorDetail, Reply } from "../exchange/reply.js";
import type { WireFault } from "../exchange/wire-fault.js";
import type { InjectedFault } from "../faults/injected-fault.js";

/** As much of an exchange as the log takes down, whatever server it was with. */
export interface LoggedExchange<Effects = unknown> {
  readonly request: IncomingRequest;
  readonly receivedAtMs: number;
  /** Which way it came. */
  readonly channel: Channel;
  /** How long the response took, in milliseconds; only where that is measured. */
  durationMs?: number;
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
  /** `Retry-After` as it was sent. */
  readonly retryAfter: string | undefined;
  /** What became of the response on its way. */
  readonly wire: WireFault["kind"] | undefined;
  /** What was answered, where answers are kept: of a long body the first part. */
  readonly answer: KeptAnswer | undefined;
  /** About how much memory the request takes. */
  readonly bytes: number;
}

/** A response as it was made. */
export interface KeptAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How long the whole body is, in characters. */
  readonly length: number;
}

const mostOfAnswer = 65_536;

/** Writes down one exchange. */
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
  // A slice would keep the whole text alive behind it, and most are short.
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
