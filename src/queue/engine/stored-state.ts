import type { Priority } from "../../http/call-options.js";

/** A state as an engine keeps it: what it needs to know of it, and a text that it never looks into. */
export interface NewState {
  readonly account: string;
  readonly orderId: string;
  /** When it was accepted. Milliseconds since 1970, a whole number. */
  readonly at: number;
  readonly version?: number | undefined;
  readonly priority: Priority;
  /** The payload as JSON, perhaps sealed. */
  readonly text: string;
}

/** The same with the name that the engine gave it: unique for ever, and equal for the same state after any crash. */
export interface StoredState extends NewState {
  readonly id: string;
}

/** Why an order will not be delivered by itself any more. */
export type DeadReason =
  | "rejected"
  | "invalid_input"
  | "not_found"
  | "too_late"
  | "crashed_worker"
  | "unreadable";

/** Every reason, for a program that lists them. */
export const DEAD_REASONS: readonly DeadReason[] = [
  "rejected",
  "invalid_input",
  "not_found",
  "too_late",
  "crashed_worker",
  "unreadable",
];

/** A dead letter as an engine keeps it: one state, under the state's own id, so that there can be no second one of it. */
export interface StoredLetter {
  readonly state: StoredState;
  readonly reason: DeadReason;
  /** The word of the error that it died of: `validation_failed`. */
  readonly code?: string | undefined;
  readonly status?: number | undefined;
  /** The fields that were refused, without their values. */
  readonly fields: readonly string[];
  readonly diedAt: number;
  readonly attempts: number;
}
