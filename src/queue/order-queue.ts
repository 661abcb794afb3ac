import type { Priority } from "../http/call-options.js";
import type { OrderInput, OrderWarning } from "../schemas/order/order.js";
import type { DeadLetters } from "./dead/dead-letters.js";
import type { EngineFinding } from "./engine/queue-engine.js";
import type { QueueWorker, WorkOptions } from "./worker/work-options.js";

/** What can be said of one order when it is put into a queue. What a hook's `deliver` gets fits as it is. */
export interface EnqueueOptions {
  /** The name of the account that it goes to. Default `default`. */
  readonly account?: string | undefined;
  /** The name of the integration that it belongs to, as `work({ integrations })` lists it. Default: the client's own. */
  readonly integration?: string | undefined;
  /** Its lane: `live` always goes before `backfill`. Default `live`. */
  readonly priority?: Priority | undefined;
  /**
   * When the state is of, or its number: the platform's `updated_at`, a row's version. States go by it instead of by their
   * arrival, and one that is older than the last delivered one is not kept. It asks for full states.
   */
  readonly version?: Date | number | undefined;
  /** The shop's own transaction, for engines that can join it: the order is kept if and only if that is committed. */
  readonly transaction?: unknown;
  /** Looked at before anything is kept. */
  readonly signal?: AbortSignal | undefined;
}

/** `accepted`: the order will arrive, in this state or in a newer one. `stale`: a newer version has arrived already. */
export type EnqueueResult =
  | { readonly accepted: true; readonly warnings: readonly OrderWarning[] }
  | { readonly accepted: false; readonly reason: "stale" };

/** How a queue stands. */
export interface QueueStats {
  /** Orders that wait; several states of one order count once. */
  readonly waiting: number;
  /** Orders that a worker holds. */
  readonly underWay: number;
  /** Dead letters. */
  readonly dead: number;
  /** When the oldest state that waits was accepted. */
  readonly oldestAt?: Date;
  /** Until when an account is paused or held; the end of `Date` when it is until `resume`. */
  readonly pausedUntil?: Date;
  /** When the last order that waits now will have arrived, by the accounts' real budgets; absent while no worker knows them. */
  readonly emptyAt?: Date;
}

/** Whose orders a queue is to forget. Exactly one of the three. */
export type ForgetSubject =
  | { readonly orderId: string; readonly email?: undefined; readonly phone?: undefined }
  | { readonly email: string; readonly orderId?: undefined; readonly phone?: undefined }
  | { readonly phone: string; readonly orderId?: undefined; readonly email?: undefined };

export interface RepairOptions {
  /** What is done with states that cannot be read: they are left alone, so that a newer worker can, or they become dead letters. Default `keep`. */
  readonly unreadable?: "keep" | "dead" | undefined;
}

/** A durable queue of orders: at least once, idempotent, newest state wins. The same for every engine. */
export interface OrderQueue {
  /**
   * Keeps an order; resolved when it will arrive, through crashes, outages and nights. It is checked and normalised first, as
   * `parseOrder` does.
   *
   * @throws InvalidInputError nothing was kept; QueueFullError (retryable); QueueEngineError (retryable; it may have been kept)
   */
  enqueue(order: OrderInput, options?: EnqueueOptions): Promise<EnqueueResult>;
  /** Delivers orders until it is stopped. Any number of workers, in any number of processes, may share a queue. */
  work(options: WorkOptions): QueueWorker;
  stats(): Promise<QueueStats>;
  readonly dead: DeadLetters;
  /** Lets no order out, of one account or of all: in every process, until `resume` or that moment. */
  pause(account?: string, until?: Date | number): Promise<void>;
  /** Ends pauses, and holds after errors as well. */
  resume(account?: string): Promise<void>;
  /**
   * Removes all states and dead letters of an order or of a person, and returns how many there were. A request that is under
   * way cannot be called back. With sealed payloads, `email` and `phone` have to open each one.
   */
  forget(subject: ForgetSubject): Promise<number>;
  /** Finds what crashes have left behind and mends it; forgets what is older than it may be. Returns how many orders were touched. */
  repair(options?: RepairOptions): Promise<number>;
  /** What a doctor should know: of the engine, the lease, and whether a worker is alive while orders wait. */
  check(): Promise<readonly EngineFinding[]>;
  /** Stops the workers of this object, lets what is under way end, and closes what this object has opened. */
  close(): Promise<void>;
}
