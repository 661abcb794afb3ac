import type { Server } from "./response/server.js";

/** The request context that an error about its response carries. */
export interface ResponseContext {
  readonly operation: string;
  readonly status: number;
  /** Requests sent, this one included. */
  readonly attempts: number;
  /** What responded. */
  readonly server: Server;
}

/** Something about a request that an observer is notified of. */
export interface RequestWarning {
  readonly code: string;
  /** The field that it is about. */
  readonly path?: readonly (string | number)[] | undefined;
  readonly message: string;
}

/** Lets a call take one turn with others of its `sequenceKey` that wait right before it and have the same key here. */
export interface Coalesce<Result> {
  readonly key: string;
  /** The fields of this call; those of a later call count before those of an earlier one. */
  readonly state: object;
  /** The same request for the fields of several calls. */
  withState(state: object): HttpRequest<Result>;
}

/** A request as a destination describes it; the kernel adds the base URL, credentials and limits. */
export interface HttpRequest<Result> {
  /** What the caller called, for observers and messages: `orders.upsert`. */
  readonly operation: string;
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Below the base URL, every part already encoded. */
  readonly path: string;
  /** The path without any value in it, for observers and messages: `/contacts/{id}`. */
  readonly route: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
  /** Calls with equal keys never overlap and keep their order. */
  readonly sequenceKey?: string | undefined;
  /** The version of the state with that key. A state with an older version than one that was sent is not sent. */
  readonly version?: number | undefined;
  readonly coalesce?: Coalesce<Result> | undefined;
  /** The order that the request is about, for observers. */
  readonly orderId?: string | undefined;
  /** What the observer is notified of about the request itself. */
  readonly warnings?: readonly RequestWarning[] | undefined;
  /** The statuses of a success. Default: every 2xx. */
  readonly successStatuses?: readonly number[] | undefined;
  /**
   * Takes what the caller asked for out of the parsed body of a success; an error that it throws ends the call. Integers
   * that a number cannot hold are their digits as text.
   */
  read(body: unknown, context: ResponseContext): Result;
  /** The values of the request that no error may repeat. Asked for only when text of the server is to be quoted. */
  sensitiveValues?(): readonly string[];
}
