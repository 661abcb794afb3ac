import type { Reply } from "../kit/exchange/reply.js";
import type { InjectedFault } from "../kit/faults/injected-fault.js";
import type { JsonObject } from "../kit/fields/plain-fields.js";
import type { ServerState } from "./account/server-state.js";
import type { FakeToken } from "./account/token-registry.js";
import type { ApiRoute } from "./server/routes.js";

/** A request as the server sees it, whichever way it came. */
export interface IncomingRequest {
  readonly method: string;
  /** Scheme and host. Whatever is not Privy's dashboard is taken for its API; a server without one is both. */
  readonly origin?: string;
  readonly path: string;
  /** The query with its question mark; empty when there is none. */
  readonly search: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyText: string;
}

/** One request on its way through the pipeline, and what the steps have found out about it. */
export interface Exchange {
  readonly request: IncomingRequest;
  readonly receivedAtMs: number;
  route?: ApiRoute;
  /** What stands in the path for `{id}`. */
  id?: string;
  token?: FakeToken;
  body?: JsonObject;
  /** Top-level names of the body that nobody read. */
  ignoredFields?: readonly string[];
  /** What a test makes go wrong with it. */
  fault?: InjectedFault;
}

/** One step of the pipeline: answers, or lets the request pass on. */
export type PipelineStep = (exchange: Exchange, state: ServerState) => Reply | undefined;
