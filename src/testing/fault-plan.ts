import type { ConnectionEnd } from "./channel.js";
import type { IncomingRequest } from "./exchange.js";
import type { InjectedFault } from "./injected-fault.js";
import type { Reply } from "./reply.js";
import type { ServerState } from "./server-state.js";

/** What a fault has to work with, once a request has met it. */
export interface FaultContext {
  readonly request: IncomingRequest;
  readonly state: ServerState;
  /** What Privy does and answers when nothing goes wrong. */
  readonly process: () => Reply;
  /** Adds what every answer of Privy carries: `Date`, and the rate limit's headers as they stand. */
  readonly complete: (reply: Reply) => Reply;
}

/** A fault, checked and ready to strike. */
export interface FaultPlan {
  readonly name: string;
  /** Whether the request is processed before. */
  readonly stored: boolean;
  /** Set when there is no answer at all. Not every channel can do that. */
  readonly end?: ConnectionEnd;
  readonly strike: (context: FaultContext) => Reply;
}

/** A fault that is about to strike one request, and what the log says of it. */
export interface ChosenFault {
  readonly plan: FaultPlan;
  readonly record: InjectedFault;
}
