import type { FlowTrigger } from "./flow-definition.js";

/** One entry of a contact into a flow. */
export interface FlowRun {
  /** The id of the run. */
  readonly id: string;
  /** The flow's name. */
  readonly flow: string;
  /** What started it. */
  readonly trigger: FlowTrigger;
  /** The order that started it. */
  readonly orderId: string;
  /** The contact that entered the flow. */
  readonly contactId: string;
  /** The request with that order: its `id` in `requests`. */
  readonly requestId: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** The fake simulates no steps: a run stays active until the contact leaves it. */
  readonly status: "running" | "exited";
  /** ISO 8601, UTC; set once it has exited. */
  readonly exitedAt?: string;
  /** Why the contact left the flow. */
  readonly exitReason?: "contact_bought";
}

/** Why a flow did not start: `reason` for programs, `detail` for people. */
export type FlowRefusal =
  | { readonly reason: "inactive"; readonly detail: string }
  | { readonly reason: FlowSuppression; readonly detail: string }
  | {
      readonly reason: "condition_failed";
      /** The index of the first of the flow's conditions that does not hold, from 0. */
      readonly conditionIndex: number;
      readonly detail: string;
    }
  | {
      readonly reason: "re_entry";
      /** The time from which the contact may enter again (ISO 8601, UTC); null for never. */
      readonly possibleAt: string | null;
      readonly detail: string;
    };

/** Why an order starts no flow at all: it is part of a bulk historical import (`initial_sync: true`). */
export type FlowSuppression = "initial_sync";

/** The result of one flow for one order: it started, or why it did not. */
export type FlowEvaluation = {
  /** The flow's name. */
  readonly flow: string;
  /** What started it. */
  readonly trigger: FlowTrigger;
  readonly orderId: string;
  /** The contact that entered the flow. */
  readonly contactId: string;
  /** The request with that order: its `id` in `requests`. */
  readonly requestId: string;
  /** ISO 8601, UTC. */
  readonly at: string;
} & ({ readonly started: true; readonly runId: string } | ({ readonly started: false } & FlowRefusal));
