import type { Completion, ResponseInfo } from "../../http/call/completion.js";
import type { Contact, ContactPagination } from "./contact-json.js";

/** Something about a finished call that deserves a line in a log. Plain data, and never a customer's value. */
export interface ContactWarning {
  /**
   * `email_not_written`, `phone_number_not_written`: an `upsert` found a contact whose own differs, or that has none.
   * `deprecated`: Privy has deprecated the endpoint.
   */
  readonly code: "email_not_written" | "phone_number_not_written" | "deprecated";
  /** The field, as in an issue. */
  readonly path: readonly (string | number)[];
  /** What happened and what to do about it. */
  readonly message: string;
}

/** The result of a call about one contact. */
export interface ContactResult {
  /** The contact as Privy now has it. */
  readonly contact: Contact;
  /** Empty in most cases, and worth a line in a log otherwise. */
  readonly warnings: readonly ContactWarning[];
  /** The response's status, headers, attempts, duration and rate limit. */
  readonly response: ResponseInfo;
}

/** One page of a list. */
export interface ContactPage {
  /** The contacts of the page. */
  readonly contacts: readonly Contact[];
  /** The page's position among all. */
  readonly pagination: ContactPagination;
  /** The response's status, headers, attempts, duration and rate limit. */
  readonly response: ResponseInfo;
}

/** The result of a call for one contact. */
export function contactResult(
  { result, response }: Completion<Contact>,
  warnings: readonly ContactWarning[] = [],
): ContactResult {
  return { contact: result, warnings, response };
}
