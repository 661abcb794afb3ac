import type { RateBudget } from "../../http/rate/rate-gate.js";
import type { RateLimitState } from "../../http/rate/rate-limit-state.js";
import type { UpsertOptions } from "../../privy/orders.js";
import type { OrderInput } from "../../schemas/order/order.js";
import type { QueueObserver } from "../observing/queue-observer.js";

/** The client that delivers orders: a `PrivyClient`, or an object for other destinations that rejects in the same way. */
export interface DeliveryClient {
  /** The calls that the worker makes. */
  readonly orders: { upsert(order: OrderInput, options?: UpsertOptions): Promise<unknown> };
  /** The account's budgets, for the forecast. */
  readonly rateLimit?: RateLimitState | undefined;
  /** The account's pace, as a `PrivyClient` has it: a place in it is taken first, and then the order's newest state is read. */
  readonly rateBudget?: RateBudget | undefined;
}

/** One client for all accounts, one for each account's name, or a function of the name. */
export type DeliveryClients =
  | DeliveryClient
  | Readonly<Record<string, DeliveryClient>>
  | ((account: string) => DeliveryClient | undefined | Promise<DeliveryClient | undefined>);

/** What happens to an order that waits too long, since its flows start when it arrives. */
export interface LateRule {
  /** The age of its oldest state, in milliseconds. Default 259,200,000 (72 hours). */
  readonly afterMs: number;
  /**
   * `dead`: it becomes a dead letter. `send`: it is sent as if it were on time, without marketing consent.
   * `send_as_past`: it is sent with `initial_sync`, which starts no flow, without marketing consent.
   */
  readonly do: "dead" | "send" | "send_as_past";
}

/** Options of a worker. */
export interface WorkOptions {
  /** The client of each account. */
  readonly client: DeliveryClients;
  /** The integration tokens, by the names that were given to `enqueue`. An order with an unknown name holds its account. */
  readonly integrations?: Readonly<Record<string, string>> | undefined;
  /** How many orders are sent at once, 1 to 100. Default 4. */
  readonly concurrency?: number | undefined;
  /**
   * How long an order waits for further states, in milliseconds, so that "created", "paid" and "updated" become one
   * request. Default 2,000.
   */
  readonly lingerMs?: number | undefined;
  /** What happens to orders that wait too long. Default: dead letters after 72 hours. */
  readonly late?: LateRule | undefined;
  /** Whether marketing consent of late orders is left out or sent. Default `drop`. */
  readonly consent?: "drop" | "send" | undefined;
  /** The observer of deliveries, holds and dead letters. Default: none. */
  readonly observer?: QueueObserver | undefined;
  /** Stops the worker, as `stop` does. */
  readonly signal?: AbortSignal | undefined;
}

/** A worker of a queue. */
export interface QueueWorker {
  /**
   * Takes no more orders and waits for running deliveries; after `graceMs` they are aborted, and another worker takes
   * their orders. Default 25,000 milliseconds, longer than a delivery can take.
   */
  stop(options?: { readonly graceMs?: number | undefined }): Promise<void>;
  /** Resolves when the worker has stopped. Never rejects: a worker continues after failures of its engine. */
  readonly stopped: Promise<void>;
}
