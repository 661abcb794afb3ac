import type { SkipReason } from "../webhook-source.js";

/** 503: it is unknown whether the request is signed. */
export type RefusalStatus = 400 | 401 | 405 | 408 | 413 | 415 | 503;

/** The outcome of a webhook. */
export type HookOutcome =
  /** The platform tested the address. */
  | { readonly kind: "greeted" }
  /** It was refused before its content was read. */
  | { readonly kind: "refused"; readonly status: RefusalStatus }
  /** There was nothing to deliver. */
  | { readonly kind: "skipped"; readonly reason: SkipReason }
  | { readonly kind: "delivered" }
  /** Its order can never be delivered. */
  | { readonly kind: "rejected"; readonly error: unknown }
  /** It could not be delivered now. */
  | { readonly kind: "undelivered"; readonly error: unknown; readonly handedOver: boolean };
