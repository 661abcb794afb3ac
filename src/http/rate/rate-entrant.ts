import type { Call, Progress } from "../call/call.js";
import type { Clock } from "../clock.js";

/** A request that wants to go out. */
export interface RateEntrant {
  readonly call: Call;
  readonly progress: Readonly<Progress>;
  readonly clock: Clock;
  /** Called when it has to wait, with the time as far as it is known. */
  onWait(delayMs: number): void;
}
