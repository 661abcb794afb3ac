import type { QueueObserver } from "../observing/queue-observer.js";
import type { QueueContext } from "../queue-context.js";
import type { AccountPulse } from "./account-pulse.js";
import type { LateRule, WorkOptions } from "./work-options.js";

/** What the parts of one worker share. */
export interface WorkerState {
  readonly context: QueueContext;
  readonly targets: Pick<WorkOptions, "client" | "integrations">;
  readonly late: LateRule;
  readonly consent: "drop" | "send";
  readonly lingerMs: number;
  readonly observer: QueueObserver | undefined;
  /** Aborts when running deliveries must end. */
  readonly abandon: AbortSignal;
  pulseOf(account: string): AccountPulse;
}
