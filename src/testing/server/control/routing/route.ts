import type { ServerResponse } from "node:http";
import type { ControlContext } from "../control-context.js";
import type { Schema } from "./schema.js";

/** One request to the control API, read and checked as far as the route's description goes. */
export interface ControlCall {
  /** What stands in the path for each `{name}`, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The parsed JSON; an empty object for an empty body. Of NDJSON, its lines. */
  readonly body: unknown;
  readonly isNdjson: boolean;
  /** Aborts when the caller hangs up. */
  readonly signal: AbortSignal;
}

/** One operation of the control API. */
export interface ControlRoute {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** `{name}` stands for one part of the path. */
  readonly path: string;
  /** What it does, in a sentence. */
  readonly summary: string;
  readonly query?: Readonly<Record<string, Schema>>;
  /** What the body may be; without it there is none. */
  readonly body?: Schema;
  /** Whether the body may be large, and NDJSON. */
  readonly takesLoads?: true;
  /** What 200 answers with. */
  readonly returns: Schema;
  /** Gives back what is answered as JSON. */
  readonly answer?: (call: ControlCall, context: ControlContext) => unknown;
  /** Writes the response itself. */
  readonly stream?: {
    readonly type: string;
    readonly begin: (call: ControlCall, response: ServerResponse, context: ControlContext) => void;
  };
}
