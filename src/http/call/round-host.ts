import type { CallEvent } from "../observing/observer.js";
import type { ReceivedResponse } from "../response/received-response.js";
import type { Call, Progress } from "./call.js";

/** The call that a round belongs to. */
export interface RoundHost<Result> {
  readonly call: Call<Result>;
  readonly progress: Progress;
  readonly signal: AbortSignal | undefined;
  /** Absent without an observer. */
  readonly event: CallEvent | undefined;
  /** From now on only the deadline ends the round. */
  guardWait(): void;
  /** From now on the deadline ends the round, or `timeOut` is called after `timeoutMs`, whichever comes first. */
  guardAttempt(): void;
  roundSucceeded(response: ReceivedResponse, result: Result): void;
  /** `tried`: whether the round has tried to send anything. */
  roundFailed(error: unknown, tried: boolean): void;
}
