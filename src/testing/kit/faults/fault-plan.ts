import type { Clock } from "../../../http/clock.js";
import type { ConnectionEnd } from "../exchange/channel.js";
import type { IncomingRequest } from "../exchange/incoming-request.js";
import type { Reply } from "../exchange/reply.js";
import type { InjectedFault } from "./injected-fault.js";

/** The context of a fault that strikes a request, the same for every fake server. */
export interface FaultContext {
  readonly request: IncomingRequest;
  readonly clock: Clock;
  /** The clock's time as a `Date` header. */
  readonly httpDate: () => string;
  /** Processes the request without a fault and returns the response. */
  readonly process: () => Reply;
  /** Adds the headers that every response of the server has: `Date`, and the current rate limit. */
  readonly complete: (reply: Reply) => Reply;
  /** Returns the refusal that the server would send with that status. */
  readonly refuse: (status: number) => Reply;
  /** Revokes the credential, of any kind; does nothing for an invalid one. */
  readonly expireCredential: (credential: string) => void;
}

/** A fault, checked and ready to strike. */
export interface FaultPlan {
  readonly name: string;
  /** Whether the request is processed before the fault. */
  readonly stored: boolean;
  /** Set when there is no response at all, which not every channel can express. */
  readonly end?: ConnectionEnd;
  readonly strike: (context: FaultContext) => Reply;
}

/** A fault that strikes one request, with its log entry. */
export interface ChosenFault {
  readonly plan: FaultPlan;
  readonly record: InjectedFault;
}
