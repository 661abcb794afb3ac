/**
 * Every `code` that an issue of an `InvalidInputError` can have: what kind of problem it is, for a program that counts,
 * groups or skips. The list is closed; a later version may add to it, and never gives a code another meaning.
 */
export const ISSUE_CODES = [
  /** The record is not an order, or not yet: a draft, an open checkout. It is skipped, not failed. */
  "not_an_order",
  /** It names no buyer: neither an e-mail address nor a phone (for Sequenzy: no e-mail address). It is skipped, not failed. */
  "no_contact",
  /** The platform marks the order as a test. It is skipped, not failed. */
  "is_test",
  /** A status that the platform, or Privy, does not publish. */
  "unknown_status",
  /** A field or an option that does not exist; most often a slip of spelling. */
  "unknown_field",
  /** A required value is absent, null or blank. */
  "missing",
  /** A value cannot be read: another type, another format, or a value that no such field can have. */
  "invalid",
  /** A value can mean several things, and is not guessed: a date without a time zone, a national phone without a country. */
  "ambiguous",
  /** A number that JavaScript has already rounded, most often an id above 2^53 − 1 that `JSON.parse` has read. */
  "unsafe_number",
  /** A value is longer, larger or deeper than can be sent. */
  "too_large",
  /** A value does not go together with another one: an SMS opt-in without a phone, `token` beside `oauth`. */
  "conflict",
  /** A record of a source cannot be read at all: broken JSON or CSV, or a line that is too long. */
  "unreadable",
] as const;

/** What kind of problem an issue is. */
export type IssueCode = (typeof ISSUE_CODES)[number];
