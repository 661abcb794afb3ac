import type { Clock } from "../../../http/clock.js";
import type { ConnectionEnd } from "../exchange/channel.js";
import type { IncomingRequest } from "../exchange/incoming-request.js";
import type { Reply } from "../exchange/reply.js";
import type { InjectedFault } from "./injected-fault.js";

/** What a fault has to work with, once a request has met it: the same for every server that can be faked. */
export interface FaultContext {
  readonly request: IncomingRequest;
  readonly clock: Clock;
  /** The clock's time as a `Date` header. */
  readonly httpDate: () => string;
  /** What the server does and answers when nothing goes wrong. */
  readonly process: () => Reply;
  /** Adds what every response of the server carries: `Date`, and the rate limit's headers as they stand. */
  readonly complete: (reply: Reply) => Reply;
  /** The refusal that the server would give with that status. */
  readonly refuse: (status: number) => Reply;
  /** Ends the credential, whichever kind it is; one that is not good has ended already. */
  readonly expireCredential: (credential: string) => void;
}

/** A fault, checked and ready to strike. */
export interface FaultPlan {
  readonly name: string;
  /** Whether the request is processed before. */
  readonly stored: boolean;
  /** Set when there is no response at all. Not every channel can do that. */
  readonly end?: ConnectionEnd;
  readonly strike: (context: FaultContext) => Reply;
}

/** A fault that is about to strike one request, and what the log says of it. */
export interface ChosenFault {
  readonly plan: FaultPlan;
  readonly record: InjectedFault;
}
