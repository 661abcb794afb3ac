import type { SkipReason } from "../webhook-source.js";

/** 503: whether it is signed is unknown. */
export type RefusalStatus = 400 | 401 | 405 | 408 | 413 | 415 | 503;

/** What became of a hook. */
export type HookOutcome =
  /** The platform tried the address out. */
  | { readonly kind: "greeted" }
  /** It was refused before anything in it was read. */
  | { readonly kind: "refused"; readonly status: RefusalStatus }
  /** There was nothing to deliver. */
  | { readonly kind: "skipped"; readonly reason: SkipReason }
  | { readonly kind: "delivered" }
  /** Its order can never be delivered as it is. */
  | { readonly kind: "rejected"; readonly error: unknown }
  /** It could not be delivered now. */
  | { readonly kind: "undelivered"; readonly error: unknown; readonly handedOver: boolean };
