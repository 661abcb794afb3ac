import type { AnyPrivyOrdersError } from "../../errors/is-privy-orders-error.js";
import { isPrivyOrdersError } from "../../errors/is-privy-orders-error.js";

/** Why an import ended before its source did. */
export type ImportStopReason =
  /** The token is refused, or lacks a scope: no order can be sent. */
  | "credentials"
  /** The integration token is refused. */
  | "integration_token"
  /** The account's budget for today is used up; see `retryAt`. */
  | "daily_limit"
  /** Privy could not be reached, or failed, repeatedly. */
  | "unavailable"
  /** The response is not from Privy but from a proxy, or of a wrong base URL. */
  | "unexpected_response"
  /** More records failed than `maxFailures` or `stopOnError` allow. */
  | "failures"
  /** The caller's signal. */
  | "aborted"
  /** The source could not be read further. */
  | "source"
  /** The source was changed, cut short or extended since it was opened. */
  | "source_changed"
  /** The disk is full, for the checkpoint or for a file that `onOutcome` writes; the error names the file. */
  | "disk_full"
  /** The checkpoint could not be written. */
  | "checkpoint";

/** The meaning of an error for the import: a fault of the record, a reason to wait, or a reason to end. */
export type ImportVerdict =
  | { readonly kind: "record" }
  /** Privy could not be reached or failed; it may be available again later. */
  | { readonly kind: "outage"; readonly until?: Date | undefined }
  /** The minute is used up, by live orders for example; this is never an outage. */
  | { readonly kind: "wait"; readonly until: Date }
  | { readonly kind: "day"; readonly until: Date }
  | { readonly kind: "stop"; readonly reason: ImportStopReason };

const stop = (reason: ImportStopReason): ImportVerdict => ({ kind: "stop", reason });

function refusesIntegration(error: AnyPrivyOrdersError): boolean {
  return (
    error.code === "rejected" &&
    error.details.some(({ field }) => field.toLowerCase() === "x-privy-integration-token")
  );
}

/**
 * Classifies why an order could not be sent. An error that is not of this package is a fault of the program and ends
 * the import.
 */
export function judgeFailure(error: unknown): ImportVerdict {
  if (!isPrivyOrdersError(error)) return stop("unexpected_response");
  switch (error.code) {
    case "unauthorized":
    case "insufficient_scope":
      return stop("credentials");
    case "rate_limited":
      return error.window === "day"
        ? { kind: "day", until: error.retryAt }
        : { kind: "wait", until: error.retryAt };
    case "connection_failed":
    case "timeout":
    case "server_error":
      // A permanent one (501, a refused certificate) affects every order: none of them is at fault.
      return error.retryable ? { kind: "outage", until: error.retryAt } : stop("unexpected_response");
    case "unexpected_response":
      return error.retryable ? { kind: "outage" } : stop("unexpected_response");
    case "not_found":
      return stop("unexpected_response");
    default:
      return refusesIntegration(error) ? stop("integration_token") : { kind: "record" };
  }
}

const fullDisk: readonly unknown[] = ["ENOSPC", "EFBIG", "EDQUOT"];

/** Returns whether an error means that a file cannot grow further. */
export function isDiskFull(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && fullDisk.includes(error.code);
}
