import type { InputIssue } from "../errors/invalid-input-error.js";
import { isSkippable } from "../errors/is-skippable.js";

/** Why a record is skipped and does not count as a failure. */
export type ImportSkipReason =
  /** It is not an order, or not yet (a draft, an open checkout), or the mapping skips it. */
  | "not_an_order"
  /** The platform marks it as a test. */
  | "is_test"
  /** It names no buyer: neither an e-mail address nor a phone. */
  | "no_contact"
  /** The client has reported the order live since the import began: the source's state may be older. */
  | "sent_live"
  /** It changed at or after the cut-off `before`. */
  | "after_cutoff"
  /** The source had a newer state of the order before. */
  | "newer_state";

/** Why a record is skipped and does not count as a failure: every issue of it means that it holds no order to report. */
export function skipReasonOf(issues: readonly InputIssue[]): ImportSkipReason | undefined {
  if (!isSkippable({ issues })) return undefined;
  const codes = new Set(issues.map(({ code }) => code));
  return (["not_an_order", "is_test", "no_contact"] as const).find((reason) => codes.has(reason));
}
