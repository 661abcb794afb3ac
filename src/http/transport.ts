import type { AbortSource } from "./cancellation.js";
import type { ResponseHeaders } from "./fetch-like.js";

/** Which lane a call takes when the rate limit is short: `live` always goes before `backfill`. */
export type Priority = "live" | "backfill";

/** What a caller may set for one call. */
export interface CallOptions {
  /** Ends the call, whatever it is doing; it then rejects with the signal's own reason. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for one attempt, reading the body included. */
  timeoutMs?: number | undefined;
  /** Milliseconds for the whole call: token, queueing, attempts and pauses. */
  deadlineMs?: number | undefined;
  /** How many requests at most, the first included. */
  maxAttempts?: number | undefined;
  /** The lane on the shared rate limit. Default `live`. */
  priority?: Priority | undefined;
}

/** What an error about an answer says of it. */
export interface AnswerContext {
  readonly operation: string;
  readonly status: number;
  /** Requests sent, this one included. */
  readonly attempts: number;
}

/** A request as a destination describes it; the kernel adds the base URL, credentials and patience. */
export interface HttpRequest {
  /** What the caller called, for observers and messages: `orders.upsert`. */
  readonly operation: string;
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Below the base URL, every part already encoded. */
  readonly path: string;
  /** The path without any value in it, for observers and messages: `/contacts/{id}`. */
  readonly route: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Calls with equal keys never overlap and keep their order. */
  readonly sequenceKey?: string;
  /** Lets this call take one turn with others of its `sequenceKey` that wait right before it and have the same key here. */
  readonly coalesce?: {
    readonly key: string;
    /** The fields of this call; those of a later call count before those of an earlier one. */
    readonly state: object;
    /** The same request for the fields of several calls. */
    withState(state: object): HttpRequest;
  };
  /** What the observer is to be told about the request itself. */
  readonly warnings?: readonly { readonly code: string; readonly message: string }[];
  /** Takes what the caller asked for out of the parsed body of a success; an error that it throws ends the call. */
  readonly read?: (body: unknown, context: AnswerContext) => unknown;
  /** The values of the request that no error may repeat. Asked for only when the server's words are to be quoted. */
  readonly sensitiveValues?: () => readonly string[];
}

/** One call on its way through the kernel: what was asked, and what has become of it so far. */
export interface Call {
  /** Tells the calls of one client apart in observer events. */
  readonly id: number;
  /** Tells the calls of all clients apart in observer events; holds nothing. */
  readonly identity: object;
  /** What is sent. Replaced when other calls are coalesced into this one. */
  request: HttpRequest;
  readonly timeoutMs: number;
  readonly deadlineMs: number;
  /** By the clock, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly deadlineAt: number;
  readonly maxAttempts: number;
  readonly priority: Priority;
  /** Aborts when the caller gives up or the deadline passes. */
  readonly signal: AbortSource;
  /** Ends the call as its deadline does, for whoever finds that the deadline has passed without a word from it. */
  readonly expire: () => void;
  /** Requests sent so far. */
  attempts: number;
  /** Whether an earlier attempt may have been processed although no answer told so. */
  uncertain: boolean;
  /** The call that was sent in this one's place, when it was coalesced. */
  supersededBy?: Call;
  /** Secrets used so far, so that no error repeats them. */
  readonly secrets: string[];
}

/** An answer that was accepted: a success, and JSON. */
export interface AcceptedAnswer {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** What the request's `read` made of the body; without one, the parsed body. Integers that a number cannot hold are their digits as text. */
  readonly body: unknown;
}

/** An answer, read to its end and not yet judged. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** The body as text; empty when there was none, or when that of a failure could not be read. */
  readonly text: string;
}

/** Sends one call. Wrappers take a transport and give one back. */
export type Transport<Answer = AcceptedAnswer> = (call: Call) => Promise<Answer>;
