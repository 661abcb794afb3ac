import type { Scope } from "../../privy/scope.js";
import type { Channel } from "../kit/exchange/channel.js";
import type { IncomingRequest } from "../kit/exchange/incoming-request.js";
import type { Reply } from "../kit/exchange/reply.js";
import type { InjectedFault } from "../kit/faults/injected-fault.js";
import type { JsonObject } from "../kit/fields/plain-fields.js";
import type { RequestEffects } from "./account/journal.js";
import type { ServerState } from "./account/server-state.js";
import type { FakeToken } from "./account/token-registry.js";
import type { Decisions } from "./decisions/decisions.js";

/** One request on its way through the pipeline, with what the steps have found so far. */
export interface ApiExchange {
  readonly request: IncomingRequest;
  readonly receivedAtMs: number;
  readonly channel: Channel;
  /** How long the response took, in milliseconds; only where that is measured. */
  durationMs?: number;
  route?: ApiRoute;
  /** The part of the path that stands for `{id}`. */
  id?: string;
  token?: FakeToken;
  body?: JsonObject;
  /** Top-level names of the body that were not read. */
  ignoredFields?: readonly string[];
  /** The fault that strikes this request. */
  fault?: InjectedFault;
  /** What the request changed in the account. */
  effects?: RequestEffects;
}

/** One endpoint. */
export interface ApiRoute {
  readonly method: string;
  /** `{id}` stands for one part of the path. */
  readonly path: string;
  /** Null where no bearer token is required. */
  readonly scope: Scope | ((decisions: Decisions) => Scope) | null;
  /** Whether a JSON object as the body is required, optional, or not read at all. */
  readonly body: "required" | "optional" | "ignored";
  readonly answer: (exchange: ApiExchange, state: ServerState) => Reply;
}
