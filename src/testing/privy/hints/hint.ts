import type { FakeRequest, RequestLog } from "../../kit/log/request-log.js";
import type { RequestEffects } from "../account/journal.js";

/** What a request of a correct integration rarely does, by its name. */
export type HintCode =
  /** An update undoes a newer state: `delivered` becomes `fulfilled` again, or an earlier state of the order returns. */
  | "went-back"
  /** An update changed nothing. */
  | "unchanged"
  /** The body has fields that Privy does not know. */
  | "ignored-fields"
  /** A new customer came without `accepts_email_marketing` and `accepts_sms_marketing`. */
  | "no-consent-flag"
  /** The order's date is more than two days ahead. */
  | "future-date"
  /** A new order is more than 30 days old and was sent without `initial_sync`. */
  | "old-order-live"
  /** It came before the `Retry-After` of a 429 had passed. */
  | "after-429"
  /** The order belonged to another contact before. */
  | "same-id-other-contact"
  /** It repeats a request that a fault had struck. */
  | "retry";

/** Something suspicious about an accepted or refused request. */
export interface Hint {
  readonly code: HintCode;
  /** A description for people. */
  readonly message: string;
}

/** A request of a fake Privy. */
export type FakePrivyRequest = FakeRequest & {
  /** The request's hints; mostly empty. */
  readonly hints: readonly Hint[];
};

/** The log of a fake Privy. */
export type PrivyRequestLog = RequestLog<RequestEffects, FakePrivyRequest>;
