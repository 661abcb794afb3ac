import type { Clock } from "../http/clock.js";
import { checkQueueOptions } from "../queue/check-queue-options.js";
import type { QueueOptions } from "../queue/queue-options.js";
import { checkWorkOptions } from "../queue/worker/check-work-options.js";
import type { WorkOptions } from "../queue/worker/work-options.js";

/**
 * The result of `delivery()` of an `OrderOutbox`: the options of other engines' `work`, and what the object needs to
 * read its orders.
 */
export interface OutboxDelivery extends Omit<WorkOptions, "signal"> {
  /** The sealing that was given to `outboxOf`, to open its orders. */
  readonly sealing?: QueueOptions["sealing"];
  /** How long dead letters are kept. Days, default 14. */
  readonly keepDeadDays?: number | undefined;
  /** How long an order that was under way waits after the object was restarted. Milliseconds, default 90,000, at least 30,000 outside of tests. */
  readonly leaseMs?: number | undefined;
  /** The clock. Default: the machine's. */
  readonly clock?: Clock | undefined;
}

/** The same in the two parts that a queue and its worker know. */
export interface SplitDelivery {
  readonly queue: QueueOptions;
  readonly work: WorkOptions;
}

/** Checks the options. Throws InvalidInputError that names every wrong one. */
export function splitDelivery(delivery: OutboxDelivery): SplitDelivery {
  const { sealing, keepDeadDays, leaseMs, clock, ...work } = delivery ?? {};
  const queue = { sealing, keepDeadDays, leaseMs, clock };
  checkQueueOptions(queue, "delivery", []);
  checkWorkOptions(work);
  return { queue, work };
}
