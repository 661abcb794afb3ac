import type { Clock } from "../clock.js";
import type { Priority } from "./priority.js";

/** A request that wants a place in the account's rate limit, as a `RateGate` sees it. */
export interface RateCall {
  /** What is called: `orders.upsert`. */
  readonly operation: string;
  /** The lane that it takes when the rate limit is short. */
  readonly priority: Priority;
  /** When the call must be over. Milliseconds by `clock`. */
  readonly deadlineAt: number;
  /** How long one attempt may take. Milliseconds. */
  readonly timeoutMs: number;
  /** Ends the call. Absent when the caller gave none. */
  readonly signal: AbortSignal | undefined;
  /** Requests that the call has sent so far. */
  readonly attempts: number;
  readonly clock: Clock;
  /** Called when it has to wait, with the time as far as it is known. */
  onWait(delayMs: number): void;
  /** Called when the budget works otherwise than was meant; reaches the client's observer. */
  onWarning(code: string, message: string): void;
}
