import type { Clock } from "../http/clock.js";
import type { ParseOrderOptions } from "../schemas/order/order.js";
import type { EnqueueObserver } from "./observing/queue-observer.js";
import type { Sealing } from "./payload/sealing.js";

/** The options of every engine's queue. */
export interface QueueOptions {
  /**
   * The queue's name, which distinguishes several queues of one engine: 1 to 40 of a-z, 0-9, - and _. Default
   * `privy-orders`.
   */
  readonly name?: string | undefined;
  /** The encryption of orders at rest, from `createSealing`. Default: they are stored as clear text. */
  readonly sealing?: Sealing | undefined;
  /** The largest state, in bytes of its payload. Default 262,144. */
  readonly maxStateBytes?: number | undefined;
  /** How many orders may wait before `enqueue` refuses more. Default 100,000. */
  readonly maxWaiting?: number | undefined;
  /** How long dead letters are kept, in days. Default 14. */
  readonly keepDeadDays?: number | undefined;
  /** How orders are read; use the same values as for the client. */
  readonly parse?: ParseOrderOptions | undefined;
  /**
   * How long a worker holds an order between two renewals, in milliseconds. Default 90,000; at least 30,000 outside of
   * tests.
   */
  readonly leaseMs?: number | undefined;
  /** The observer of `enqueue`, such as that of `privy-orders/opentelemetry`. Default: none. */
  readonly observer?: EnqueueObserver | undefined;
  /** The clock. Default: the machine's. */
  readonly clock?: Clock | undefined;
}

/** The defaults of a queue. */
export const QUEUE_DEFAULTS: {
  readonly name: string;
  readonly account: string;
  readonly maxStateBytes: number;
  readonly maxWaiting: number;
  readonly keepDeadDays: number;
  /** How long the newest delivered version of an order is remembered. */
  readonly keepVersionDays: number;
  readonly leaseMs: number;
  /** The longest delivery, waits for the budget included. Far shorter than a lease, so that nothing is sent after its end. */
  readonly deliveryMs: number;
  readonly concurrency: number;
  readonly lingerMs: number;
  readonly lateAfterMs: number;
  readonly graceMs: number;
  /** How often a worker polls for orders of other processes. */
  readonly pollMs: number;
} = {
  name: "privy-orders",
  account: "default",
  maxStateBytes: 262_144,
  maxWaiting: 100_000,
  keepDeadDays: 14,
  keepVersionDays: 7,
  leaseMs: 90_000,
  deliveryMs: 20_000,
  concurrency: 4,
  lingerMs: 2_000,
  lateAfterMs: 72 * 3_600_000,
  graceMs: 25_000,
  pollMs: 1_000,
};
