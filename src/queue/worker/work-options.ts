import type { RateBudget } from "../../http/rate/rate-gate.js";
import type { RateLimitState } from "../../http/rate/rate-limit-state.js";
import type { UpsertOptions } from "../../privy/orders.js";
import type { OrderInput } from "../../schemas/order/order.js";
import type { QueueObserver } from "../observing/queue-observer.js";

/** What delivers an order: a `PrivyClient`, or anything that does so for other destinations. It rejects as that one does. */
export interface DeliveryClient {
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

/** What becomes of an order that waits for too long: its flows would start when it arrives. */
export interface LateRule {
  /** Milliseconds, counted from when its oldest state was accepted. Default 259,200,000: 72 hours. */
  readonly afterMs: number;
  /**
   * `dead`: a human decides. `send`: as if it were on time, without marketing consent. `send_as_past`: as `initial_sync`, which
   * starts no flow, without marketing consent.
   */
  readonly do: "dead" | "send" | "send_as_past";
}

export interface WorkOptions {
  readonly client: DeliveryClients;
  /** The integration tokens, by the names that `enqueue` was given. An order with another name holds its account. */
  readonly integrations?: Readonly<Record<string, string>> | undefined;
  /** Orders under way at once, 1 to 100. Default 4. */
  readonly concurrency?: number | undefined;
  /** How long an order waits for further states, so that "created", "paid" and "updated" become one request. Milliseconds, default 2,000. */
  readonly lingerMs?: number | undefined;
  readonly late?: LateRule | undefined;
  /** Marketing consent of orders that are late: left out, or sent all the same. Default `drop`. */
  readonly consent?: "drop" | "send" | undefined;
  readonly observer?: QueueObserver | undefined;
  /** Stops the worker, as `stop` does. */
  readonly signal?: AbortSignal | undefined;
}

/** A worker of a queue. */
export interface QueueWorker {
  /**
   * Takes no more orders and waits for those under way; after `graceMs` they are aborted, and another worker takes them up.
   * Milliseconds, default 25,000: longer than a delivery can take.
   */
  stop(options?: { readonly graceMs?: number | undefined }): Promise<void>;
  /** Resolved when it has stopped. Never rejects: a worker outlives its engine's failures. */
  readonly stopped: Promise<void>;
}
