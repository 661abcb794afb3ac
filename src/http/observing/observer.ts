import type { Priority } from "../call-options.js";

/** What every event carries. No event holds a payload, a header's value, an id from a path, or a secret. */
export interface CallEvent {
  /** Counts a client's calls from 1, for reading; requests for an access token are counted apart. */
  readonly callId: number;
  /** One empty object per call: the same in all its events, and in those of no other call of any client. A key for a `WeakMap`. */
  readonly identity: object;
  /** What was called: `orders.upsert`. */
  readonly operation: string;
  /** The request's method. */
  readonly method: string;
  /** The path without any value in it: `/contacts/{id}`. */
  readonly route: string;
  /** The order that the call is about: a key, no personal value. Absent for other calls, and with `orderIdsInEvents: false`. */
  readonly order_id?: string;
  /** The call's own `label`. */
  readonly label?: string;
}

/** A call starts. */
export interface CallStartEvent extends CallEvent {
  /** The lane of the call. */
  readonly priority: Priority;
  /** The host that the client talks to. */
  readonly host: string;
}

/** An attempt starts. */
export interface AttemptStartEvent extends CallEvent {
  /** Counted from 1. */
  readonly attempt: number;
  /** Where it goes, without any value and without the query: `https://api.privy.com/v1/contacts/{id}`. */
  readonly urlTemplate: string;
}

/** An attempt has ended. */
export interface AttemptEvent extends AttemptStartEvent {
  /** How long the attempt took. Milliseconds. */
  readonly durationMs: number;
  /** The response's status; absent when no complete response arrived. */
  readonly status?: number;
  /** The `code` of the error that the attempt ended in; absent when a response arrived, whatever its status. */
  readonly errorCode?: string;
  /** The `reason` of that error: `ENOTFOUND api.privy.com`, `redirect`. */
  readonly errorReason?: string;
  /** Deprecation of the endpoint, as the server announces it in its headers (RFC 9745, RFC 8594). */
  readonly deprecation?: { readonly deprecation: string; readonly link?: string };
}

/** An attempt is repeated after a pause. */
export interface RetryEvent extends CallEvent {
  /** The attempt that failed, counted from 1. */
  readonly attempt: number;
  /** The pause before the next attempt. Milliseconds. */
  readonly delayMs: number;
  /** The `code` of the error. */
  readonly errorCode: string;
  readonly errorReason?: string;
  /** The response's status, if there was one. */
  readonly status?: number;
}

/** A call waits for its turn or for the rate limit. */
export interface WaitEvent extends CallEvent {
  /** `sequence`: an earlier call for the same key is still running. `rate_limit`: the budget is spent for now. */
  readonly reason: "sequence" | "rate_limit";
  /** How long, when that is known beforehand. */
  readonly delayMs?: number;
}

/** A call has a warning. */
export interface WarningEvent extends CallEvent {
  /** The code of the warning. */
  readonly code: string;
  /** The field that it is about, as in an issue; absent when it is about the whole. */
  readonly path?: readonly (string | number)[] | undefined;
  /** The warning, without a secret or a customer's value. */
  readonly message: string;
}

/** A call has ended. */
export interface SettledEvent extends CallEvent {
  /** How the call ended. */
  readonly result: "succeeded" | "failed" | "aborted";
  /** How many requests were sent. */
  readonly attempts: number;
  /** How long the call took. Milliseconds. */
  readonly durationMs: number;
  /** The response's status, if there was one. */
  readonly status?: number;
  /** The `code` of the error. */
  readonly errorCode?: string;
  readonly errorReason?: string;
}

/**
 * Sees what the client does, without payloads. Every method is optional and called synchronously; one that throws, or
 * returns a promise that rejects, changes nothing.
 */
export interface Observer {
  /** A call begins; runs in the caller's own turn, so that ambient context (a trace) is the caller's. */
  onCallStart?(event: CallStartEvent): void;
  /** A request is about to be sent. Headers of trace propagation that it returns are added (`traceparent`, `tracestate`, `baggage`; others are ignored). */
  onAttemptStart?(event: AttemptStartEvent): Readonly<Record<string, string>> | undefined;
  /** A request got a response, or failed. */
  onAttempt?(event: AttemptEvent): void;
  /** A failed attempt will be repeated after a pause. */
  onRetry?(event: RetryEvent): void;
  /** The call waits for its turn. */
  onWait?(event: WaitEvent): void;
  /** Something was sent differently from how it was given, or the server warned. */
  onWarning?(event: WarningEvent): void;
  /** The call is over. */
  onSettled?(event: SettledEvent): void;
}
