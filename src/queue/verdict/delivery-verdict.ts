import type { DeadReason } from "../engine/stored-state.js";
import type { HoldReason } from "../observing/queue-observer.js";
import type { LateRule } from "../worker/work-options.js";

/** What is known of an order beside how its delivery ended. Everything has a default, for queues that know less. */
export interface DeliverySituation {
  /** How many states were merged into what was sent. Default 1. */
  readonly states?: number | undefined;
  /** Deliveries of this order that failed before. Default 0. */
  readonly attempts?: number | undefined;
  /** How many workers died with it in a row. Default 0. */
  readonly crashes?: number | undefined;
  /** How long its oldest state has waited. Milliseconds, default 0. */
  readonly ageMs?: number | undefined;
  /** Default: dead after 72 hours. */
  readonly late?: LateRule | undefined;
  /** Deliveries to the account that failed in a row before this one, whatever the order. Default 0. */
  readonly failuresInARow?: number | undefined;
  /** Holds of the account by refused credentials or a wrong address that follow on each other. Default 0. */
  readonly holdsInARow?: number | undefined;
  /** Whether the account took other orders since this one first met a 404. Default false. */
  readonly othersDelivered?: boolean | undefined;
  /** The time now, to count `retryAt` from. Milliseconds since 1970; default: the machine's. */
  readonly nowMs?: number | undefined;
  /** From 0 (included) to 1 (excluded). Default `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** How a delivery ended: what the call resolved to, or what it threw, in an envelope or bare. */
export type DeliveryResult =
  | { readonly ok: true; readonly result?: unknown }
  | { readonly ok: false; readonly error: unknown };

/** What is to become of an order. */
export type DeliveryVerdict =
  /** It has arrived. */
  | { readonly kind: "done" }
  /** Again after `delayMs`: this order only, or nothing of the whole account before then. */
  | {
      readonly kind: "retry";
      /** What waits: this order only, or everything of the account. */
      readonly scope: "order" | "account";
      /** Why it waits. */
      readonly reason: Exclude<HoldReason, "paused">;
      /** How long it waits. Milliseconds. */
      readonly delayMs: number;
      /** Whether it counts as a failure of this order. */
      readonly countsAttempt: boolean;
    }
  /** Each state alone, oldest first: one of them is refused, and the others must not die with it. */
  | { readonly kind: "split" }
  /** Never by itself. */
  | {
      readonly kind: "dead";
      /** Why it is never sent again. */
      readonly reason: DeadReason;
      /** The code of the error: `validation_failed`. */
      readonly code?: string;
      /** The HTTP status of the response that refused it. */
      readonly status?: number;
      /** The fields that were refused, without their values. */
      readonly fields: readonly string[];
    };
