import type { FlowTrigger } from "./flow-definition.js";

/** One time that a contact entered a flow. */
export interface FlowRun {
  /** The id of the run. */
  readonly id: string;
  /** The flow's name. */
  readonly flow: string;
  /** What started it. */
  readonly trigger: FlowTrigger;
  /** The order that started it. */
  readonly orderId: string;
  /** The contact that runs through the flow. */
  readonly contactId: string;
  /** The request with that order: its `id` in `requests`. */
  readonly requestId: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** The fake plays no steps: a run goes on until the contact leaves it. */
  readonly status: "running" | "exited";
  /** ISO 8601, UTC; set once it has exited. */
  readonly exitedAt?: string;
  /** Why the contact left the flow. */
  readonly exitReason?: "contact_bought";
}

/** Why a flow did not start: for a program in `reason`, for a reader in `detail`. */
export type FlowRefusal =
  | { readonly reason: "inactive"; readonly detail: string }
  | { readonly reason: FlowSuppression; readonly detail: string }
  | {
      readonly reason: "condition_failed";
      /** Which of the flow's conditions, from 0. It is the first that does not hold. */
      readonly conditionIndex: number;
      readonly detail: string;
    }
  | {
      readonly reason: "re_entry";
      /** From when the contact may enter again (ISO 8601, UTC); null when it never may. */
      readonly possibleAt: string | null;
      readonly detail: string;
    };

/** What keeps an order from starting any flow: it came in a bulk historical import (`initial_sync: true`). */
export type FlowSuppression = "initial_sync";

/** What one flow made of one order: it started, or why it did not. */
export type FlowEvaluation = {
  /** The flow's name. */
  readonly flow: string;
  /** What started it. */
  readonly trigger: FlowTrigger;
  readonly orderId: string;
  /** The contact that runs through the flow. */
  readonly contactId: string;
  /** The request with that order: its `id` in `requests`. */
  readonly requestId: string;
  /** ISO 8601, UTC. */
  readonly at: string;
} & ({ readonly started: true; readonly runId: string } | ({ readonly started: false } & FlowRefusal));
