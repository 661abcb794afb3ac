import type { Clock } from "../http/clock.js";
import type { ParseOrderOptions } from "../schemas/order/order.js";
import type { QueueEngine } from "./engine/queue-engine.js";
import type { EnqueueObserver } from "./observing/queue-observer.js";
import type { Sealing } from "./payload/sealing.js";
import type { AccountBudget } from "./stats/forecast.js";
import type { HoldBoard } from "./worker/hold-board.js";

/** What the parts of one queue share. */
export interface QueueContext {
  readonly engine: QueueEngine;
  readonly clock: Clock;
  readonly board: HoldBoard;
  readonly sealing: Sealing | undefined;
  readonly observer: EnqueueObserver | undefined;
  readonly parse: ParseOrderOptions;
  readonly maxStateBytes: number;
  readonly maxWaiting: number;
  readonly keepDeadMs: number;
  readonly leaseMs: number;
  /** The budgets of the accounts, as a worker of this object saw them last. */
  readonly budgets: Map<string, AccountBudget>;
  /** Calls back when there may be work. */
  onWake(listener: () => void): () => void;
  wake(): void;
}
