import type { Priority } from "../http/call-options.js";
import type { OrderInput, OrderWarning } from "../schemas/order/order.js";
import type { DeadLetters } from "./dead/dead-letters.js";
import type { EngineFinding } from "./engine/queue-engine.js";
import type { QueueWorker, WorkOptions } from "./worker/work-options.js";

/** Options of `enqueue`. The second argument of a webhook's `deliver` fits. */
export interface EnqueueOptions {
  /** The name of the order's account. Default `default`. */
  readonly account?: string | undefined;
  /** The name of the order's integration, as in `work({ integrations })`. Default: the client's own. */
  readonly integration?: string | undefined;
  /** Its lane: `live` always goes before `backfill`. Default `live`. */
  readonly priority?: Priority | undefined;
  /**
   * How new the state is: the platform's `updated_at`, or a row's version. States are ordered by it instead of by their
   * arrival, and one that is older than the last delivered one is dropped. It requires full states.
   */
  readonly version?: Date | number | undefined;
  /** The shop's own transaction, for engines that can join it: the order is enqueued if and only if it is committed. */
  readonly transaction?: unknown;
  /** Aborts the call before the order is stored. */
  readonly signal?: AbortSignal | undefined;
}

/** `accepted`: the order will arrive, in this state or a newer one. `stale`: a newer version was delivered before. */
export type EnqueueResult =
  | { readonly accepted: true; readonly warnings: readonly OrderWarning[] }
  | { readonly accepted: false; readonly reason: "stale" };

/** The state of a queue. */
export interface QueueStats {
  /** Waiting orders; several states of one order count once. */
  readonly waiting: number;
  /** Orders that a worker holds. */
  readonly underWay: number;
  /** Dead letters. */
  readonly dead: number;
  /** When the oldest waiting state was accepted. */
  readonly oldestAt?: Date;
  /** Until when an account is paused or held; the latest `Date` for until `resume`. */
  readonly pausedUntil?: Date;
  /** When the queue will be empty, estimated from the accounts' budgets; absent while no worker knows them. */
  readonly emptyAt?: Date;
}

/** The order or customer to forget. Exactly one of the three. */
export type ForgetSubject =
  | { readonly orderId: string; readonly email?: undefined; readonly phone?: undefined }
  | { readonly email: string; readonly orderId?: undefined; readonly phone?: undefined }
  | { readonly phone: string; readonly orderId?: undefined; readonly email?: undefined };

export interface RepairOptions {
  /**
   * What happens with unreadable states: `keep` (default) leaves them for a newer worker, the other value makes them
   * dead letters.
   */
  readonly unreadable?: "keep" | "dead" | undefined;
}

/** A durable queue of orders: at least once, idempotent, newest state wins. The same for every engine. */
export interface OrderQueue {
  /**
   * Stores an order, after checking and normalising it as `parseOrder` does. Once it resolves, the order will be
   * delivered, through crashes, outages and nights.
   *
   * @throws InvalidInputError (nothing was stored), QueueFullError (retryable), QueueEngineError (retryable; the order
   *   may have been stored)
   */
  enqueue(order: OrderInput, options?: EnqueueOptions): Promise<EnqueueResult>;
  /** Delivers orders until it is stopped. Any number of workers, in any number of processes, may share a queue. */
  work(options: WorkOptions): QueueWorker;
  stats(): Promise<QueueStats>;
  readonly dead: DeadLetters;
  /** Pauses the delivery of one account or of all, in every process, until `resume` or that moment. */
  pause(account?: string, until?: Date | number): Promise<void>;
  /** Ends pauses, and also holds after errors. */
  resume(account?: string): Promise<void>;
  /**
   * Removes all states and dead letters of an order or a customer, and returns how many. A request that is being sent
   * cannot be stopped. With sealed payloads, `email` and `phone` require opening each one.
   */
  forget(subject: ForgetSubject): Promise<number>;
  /** Repairs what crashes have left, and removes outdated data. Returns how many orders were changed. */
  repair(options?: RepairOptions): Promise<number>;
  /** Returns findings about the engine, the lease, and whether a worker is alive while orders wait. */
  check(): Promise<readonly EngineFinding[]>;
  /** Stops the workers of this object, waits for running deliveries, and closes what this object has opened. */
  close(): Promise<void>;
}
