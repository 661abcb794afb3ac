import type { OrderPayload } from "../../schemas/order/order.js";
import type { DeadReason } from "../engine/stored-state.js";
import type { ReplayAs } from "../payload/queued-state.js";

/** A state of an order that is no longer delivered by itself. It has no payload: `read` returns that. */
export interface DeadLetter {
  /** The letter's id, for `read`, `replay` and `drop`. */
  readonly id: string;
  /** The order's `order_id`. */
  readonly orderId: string;
  /** The account that it was enqueued for. */
  readonly account: string;
  /** Why it is not delivered. */
  readonly reason: DeadReason;
  /** The code of its last error: `validation_failed`. */
  readonly code?: string;
  /** The HTTP status of the response that refused it. */
  readonly status?: number;
  /** The fields that were refused, without their values. */
  readonly fields: readonly string[];
  /** When the state was accepted. */
  readonly firstAt: Date;
  /** When it became a dead letter. */
  readonly diedAt: Date;
  /** How many deliveries failed before. */
  readonly attempts: number;
}

/** A dead letter with its order, for a person to read; without the order when it is unreadable. */
export interface OpenedDeadLetter extends DeadLetter {
  /** The order as it would be sent. */
  readonly order?: OrderPayload;
}

/** A filter of dead letters. All conditions must hold; without any, all letters match. */
export interface DeadLetterFilter {
  /** Only letters of this account. */
  readonly account?: string | undefined;
  /** Only letters of this order. */
  readonly orderId?: string | undefined;
  /** Only letters with this reason. */
  readonly reason?: DeadReason | undefined;
}

/** A selection of dead letters: their ids, or a filter. */
export type DeadLetterChoice = readonly string[] | DeadLetterFilter;

/** Options of `replay`. */
export interface ReplayOptions {
  /**
   * How the orders are sent: `live` unchanged, so that a new order starts flows now; `past` with `initial_sync`, which
   * starts none. Required.
   */
  readonly as: ReplayAs;
  /** Whether marketing consent in the orders, which may be outdated, is left out or sent. Default `drop`. */
  readonly consent?: "drop" | "send" | undefined;
}

/** The result of `replay`. */
export interface ReplayResult {
  /** How many letters were put back into the queue. */
  readonly replayed: number;
  /** From how many of them a consent was left out. */
  readonly consentDropped: number;
  /** How many are unreadable and stay dead letters. */
  readonly unreadable: number;
}

/** The dead letters of a queue: orders that need a decision. */
export interface DeadLetters {
  /** Oldest first. */
  list(filter?: DeadLetterFilter): AsyncIterable<DeadLetter>;
  /** Returns a letter with its order; undefined for an unknown id. */
  read(id: string): Promise<OpenedDeadLetter | undefined>;
  /**
   * Puts letters back into the queue. Each keeps its old place among the states of its order; without versions, an old
   * state can replace a newer delivered one, so read the letter first. Run `forget` first for customers who asked for
   * it, since an order may restore a deleted contact.
   */
  replay(which: DeadLetterChoice, options: ReplayOptions): Promise<ReplayResult>;
  /** Removes letters permanently. Returns how many. */
  drop(ids: readonly string[]): Promise<number>;
}
