import type { Priority } from "../../http/call-options.js";

/** A state as an engine stores it: the values that it needs, and a text that it never reads. */
export interface NewState {
  /** The name of the account. */
  readonly account: string;
  /** The order's `order_id`. */
  readonly orderId: string;
  /** When it was accepted. Milliseconds since 1970, a whole number. */
  readonly at: number;
  /** How new the state is; absent when states are ordered by arrival. */
  readonly version?: number | undefined;
  /** The order's lane. */
  readonly priority: Priority;
  /** The payload as JSON, perhaps sealed. */
  readonly text: string;
}

/** A state with the id that the engine gave it: unique forever, and the same for one state after any crash. */
export interface StoredState extends NewState {
  /** The id that the engine gave it. */
  readonly id: string;
}

/** Why an order is no longer delivered by itself. */
export type DeadReason =
  | "rejected"
  | "invalid_input"
  | "not_found"
  | "too_late"
  | "crashed_worker"
  | "unreadable";

/** All reasons, as a list. */
export const DEAD_REASONS: readonly DeadReason[] = [
  "rejected",
  "invalid_input",
  "not_found",
  "too_late",
  "crashed_worker",
  "unreadable",
];

/** A dead letter as an engine stores it: one state, under the state's own id, so that it cannot be stored twice. */
export interface StoredLetter {
  /** The state that was not delivered. */
  readonly state: StoredState;
  /** Why it is not delivered. */
  readonly reason: DeadReason;
  /** The code of its last error: `validation_failed`. */
  readonly code?: string | undefined;
  /** The HTTP status of the response that refused it. */
  readonly status?: number | undefined;
  /** The fields that were refused, without their values. */
  readonly fields: readonly string[];
  /** When it became a dead letter, in milliseconds since 1970. */
  readonly diedAt: number;
  /** How many deliveries failed before. */
  readonly attempts: number;
}
