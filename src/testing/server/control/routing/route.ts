import type { ServerResponse } from "node:http";
import type { ControlContext } from "../control-context.js";
import type { Schema } from "./schema.js";

/** One request to the control API, read and checked by the route's description. */
export interface ControlCall {
  /** The part of the path for each `{name}`, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The parsed JSON, an empty object for an empty body, or the lines of NDJSON. */
  readonly body: unknown;
  readonly isNdjson: boolean;
  /** Aborts when the caller closes the connection. */
  readonly signal: AbortSignal;
}

/** One operation of the control API. */
export interface ControlRoute {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** `{name}` stands for one part of the path. */
  readonly path: string;
  /** One sentence about the operation. */
  readonly summary: string;
  readonly query?: Readonly<Record<string, Schema>>;
  /** The body's schema; without it the operation takes no body. */
  readonly body?: Schema;
  /** Whether the body may be large, and NDJSON. */
  readonly takesLoads?: true;
  /** The schema of a 200. */
  readonly returns: Schema;
  /** Returns the response's JSON. */
  readonly answer?: (call: ControlCall, context: ControlContext) => unknown;
  /** Writes the response itself. */
  readonly stream?: {
    readonly type: string;
    readonly begin: (call: ControlCall, response: ServerResponse, context: ControlContext) => void;
  };
}
