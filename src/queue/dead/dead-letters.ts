import type { OrderPayload } from "../../schemas/order/order.js";
import type { DeadReason } from "../engine/stored-state.js";
import type { ReplayAs } from "../payload/queued-state.js";

/** An order's state that will not be delivered by itself any more. It holds no payload: `read` gives that. */
export interface DeadLetter {
  /** Names the letter in `read`, `replay` and `drop`. */
  readonly id: string;
  /** The order's `order_id`. */
  readonly orderId: string;
  /** The account that it was enqueued for. */
  readonly account: string;
  /** Why it is not delivered. */
  readonly reason: DeadReason;
  /** The word of the error that it died of: `validation_failed`. */
  readonly code?: string;
  /** The HTTP status of the response that refused it. */
  readonly status?: number;
  /** The fields that were refused, without their values. */
  readonly fields: readonly string[];
  /** When the state was accepted. */
  readonly firstAt: Date;
  /** When it was given up. */
  readonly diedAt: Date;
  /** Deliveries that failed before. */
  readonly attempts: number;
}

/** The same with the order itself, for a person's eyes; without it when it cannot be read. */
export interface OpenedDeadLetter extends DeadLetter {
  /** The order as it would be sent. */
  readonly order?: OrderPayload;
}

/** Which letters to list. Every condition must hold; without any, all letters. */
export interface DeadLetterFilter {
  /** Only those of this account. */
  readonly account?: string | undefined;
  /** Only those of this order. */
  readonly orderId?: string | undefined;
  /** Only those with this reason. */
  readonly reason?: DeadReason | undefined;
}

/** Which letters: by their ids, or all that a filter finds. */
export type DeadLetterChoice = readonly string[] | DeadLetterFilter;

export interface ReplayOptions {
  /** `live`: as what it was; a new order starts flows now. `past`: as `initial_sync`, which starts none. There is no default. */
  readonly as: ReplayAs;
  /** Marketing consent in the order is a statement of its moment: left out, or sent all the same. Default `drop`. */
  readonly consent?: "drop" | "send" | undefined;
}

export interface ReplayResult {
  /** How many letters wait again. */
  readonly replayed: number;
  /** In how many of them a consent was left out. */
  readonly consentDropped: number;
  /** How many could not be read, and stay. */
  readonly unreadable: number;
}

/** The orders that need a human. */
export interface DeadLetters {
  /** Oldest first. */
  list(filter?: DeadLetterFilter): AsyncIterable<DeadLetter>;
  /** Returns a letter with its order; undefined for an unknown id. */
  read(id: string): Promise<OpenedDeadLetter | undefined>;
  /**
   * Puts letters back. Each takes its old place among the states of its order; without versions, a state that was accepted
   * before the last delivered one wins over it: read the letter first. Run `forget` before, for people who asked for that: an
   * order may bring a deleted contact back.
   */
  replay(which: DeadLetterChoice, options: ReplayOptions): Promise<ReplayResult>;
  /** Removes letters for good. Returns how many. */
  drop(ids: readonly string[]): Promise<number>;
}
