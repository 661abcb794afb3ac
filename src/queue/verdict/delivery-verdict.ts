import type { DeadReason } from "../engine/stored-state.js";
import type { HoldReason } from "../observing/queue-observer.js";
import type { LateRule } from "../worker/work-options.js";

/** The circumstances of a delivery. All have defaults, for queues that track less. */
export interface DeliverySituation {
  /** How many states were merged into the request. Default 1. */
  readonly states?: number | undefined;
  /** Deliveries of this order that failed before. Default 0. */
  readonly attempts?: number | undefined;
  /** How many workers ended with it in a row. Default 0. */
  readonly crashes?: number | undefined;
  /** How long its oldest state has waited, in milliseconds. Default 0. */
  readonly ageMs?: number | undefined;
  /** What happens to an order that waits too long. Default: dead after 72 hours. */
  readonly late?: LateRule | undefined;
  /** Deliveries to the account that failed in a row before this one, whatever the order. Default 0. */
  readonly failuresInARow?: number | undefined;
  /** Consecutive holds of the account by refused credentials or a wrong address. Default 0. */
  readonly holdsInARow?: number | undefined;
  /** Whether the account took other orders since this one first met a 404. Default false. */
  readonly othersDelivered?: boolean | undefined;
  /** The current time, from which `retryAt` counts, in milliseconds since 1970. Default: the machine's. */
  readonly nowMs?: number | undefined;
  /** Returns a random number from 0 (included) to 1 (excluded). Default `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** The end of a delivery: the call's result or error, in an envelope or bare. */
export type DeliveryResult =
  | { readonly ok: true; readonly result?: unknown }
  | { readonly ok: false; readonly error: unknown };

/** What to do with an order. */
export type DeliveryVerdict =
  /** The order was delivered. */
  | { readonly kind: "done" }
  /** Try again after `delayMs`: this order only, or the whole account. */
  | {
      readonly kind: "retry";
      /** What waits: this order only, or everything of the account. */
      readonly scope: "order" | "account";
      /** Why it waits. */
      readonly reason: Exclude<HoldReason, "paused">;
      /** How long it waits, in milliseconds. */
      readonly delayMs: number;
      /** Whether it counts as a failure of this order. */
      readonly countsAttempt: boolean;
    }
  /** Send each state alone, oldest first: one of them is refused, and the others must not become dead letters with it. */
  | { readonly kind: "split" }
  /** Never send it again by itself: a dead letter. */
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
