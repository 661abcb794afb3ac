import type { Clock } from "../http/clock.js";
import { checkQueueOptions } from "../queue/check-queue-options.js";
import type { QueueOptions } from "../queue/queue-options.js";
import { checkWorkOptions } from "../queue/worker/check-work-options.js";
import type { WorkOptions } from "../queue/worker/work-options.js";

/** What an `OrderOutbox` delivers with: what other engines' `work` is given, and what the object has to know of its orders. */
export interface OutboxDelivery extends Omit<WorkOptions, "signal"> {
  /** Opens orders that were sealed by what `outboxOf` was given. */
  readonly sealing?: QueueOptions["sealing"];
  /** How long dead letters are kept. Days, default 14. */
  readonly keepDeadDays?: number | undefined;
  /** How long an order that was under way waits after the object was restarted. Milliseconds, default 90,000, at least 30,000 outside of tests. */
  readonly leaseMs?: number | undefined;
  /** Where the time comes from. Default: the machine. */
  readonly clock?: Clock | undefined;
}

/** The same in the two parts that a queue and its worker know. */
export interface SplitDelivery {
  readonly queue: QueueOptions;
  readonly work: WorkOptions;
}

/** @throws InvalidInputError naming every option that is wrong */
export function splitDelivery(delivery: OutboxDelivery): SplitDelivery {
  const { sealing, keepDeadDays, leaseMs, clock, ...work } = delivery ?? {};
  const queue = { sealing, keepDeadDays, leaseMs, clock };
  checkQueueOptions(queue, "delivery", []);
  checkWorkOptions(work);
  return { queue, work };
}
