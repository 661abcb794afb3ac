import { InvalidInputError } from "../../errors/invalid-input-error.js";
import {
  anyEmailConsent,
  anySmsConsent,
  type EmailConsent,
  type SmsConsent,
} from "../../schemas/contact/contact-consent.js";
import { readContactPhone } from "../../schemas/contact/contact-phone.js";
import { reportUnknownContactField } from "../../schemas/contact/contact-unknown-fields.js";
import {
  fields,
  isGiven,
  optional,
  type Problems,
  passOn,
  type Rule,
  readRule,
  refuse,
  required,
  toIssue,
} from "../../schemas/field.js";
import type { Fields } from "../../schemas/objects/data-object.js";
import { issuesOf } from "../../schemas/objects/issues-of.js";
import { isPlainObject } from "../../schemas/objects/plain-object.js";
import { throwIssues } from "../../schemas/objects/throw-issues.js";
import { readEmail } from "../../schemas/values/email.js";

/**
 * Which contacts to list. What is left out does not narrow the list.
 *
 * @see https://help.privy.com/docs (list contacts)
 */
export interface ContactFilter {
  /** Counted from 1. The first page to read; Privy's default is 1. */
  page?: number | undefined;
  /** 1 to 100. Privy's default is 25; iterating from the beginning asks for 100, which takes the fewest requests. */
  per_page?: number | undefined;
  /** The exact address. Never undefined: one customer's list must not become the list of all. */
  email?: string;
  /** The exact number, in any human spelling. Never undefined: one customer's list must not become the list of all. */
  phone_number?: string;
  /** `suppressed` are those that the merchant suppressed; `compliance_suppressed` those that Privy did. */
  email_consent?: EmailConsent | undefined;
  /** Only contacts with this SMS consent. */
  sms_consent?: SmsConsent | undefined;
}

/** A filter as it is sent. */
export interface ContactQuery {
  readonly page?: number;
  readonly per_page?: number;
  readonly email?: string;
  /** E.164. */
  readonly phone_number?: string;
  readonly email_consent?: EmailConsent;
  readonly sms_consent?: SmsConsent;
}

const mostPerPage = 100;
/** Beyond it, no list has a page, and places are no longer counted exactly. */
export const LAST_PAGE = 2_147_483_647 as const;

/** A number that may be left out. */
function wholeNumber(most: number): Rule<number | undefined> {
  return required((value, problems) => {
    if (value === undefined) return undefined;
    if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most) return value;
    return refuse(problems, "invalid", `must be a whole number from 1 to ${most}`);
  });
}

/** A value that identifies one customer: left out or complete, and nothing in between. */
function identity(
  read: (value: unknown, problems: Problems) => string | undefined,
): Rule<string | undefined> {
  return optional((value, problems) =>
    isGiven(value)
      ? read(value, problems)
      : refuse(problems, "missing", "is empty; leave the key out to list every contact"),
  );
}

/** Null, and an identity that is undefined, as blank text, which is refused: left out, they would silently widen the list. */
function spelledOut(filter: Fields): Fields {
  const isBlank = (field: string, value: unknown): boolean =>
    value === null || (value === undefined && (field === "email" || field === "phone_number"));
  const entries = Object.entries(filter).map(([field, value]) => [field, isBlank(field, value) ? "" : value]);
  return Object.fromEntries(entries);
}

/**
 * Checks a filter and brings it into the form that Privy expects.
 *
 * @throws InvalidInputError with every problem at once, none quoting a value
 */
export function readContactFilter(filter: unknown, defaultCountry: string | undefined): ContactQuery {
  const subject = "The contacts were not listed";
  if (!isPlainObject(filter))
    throw new InvalidInputError(subject, issuesOf("must be a plain object such as { email }"));
  const rules = {
    page: wholeNumber(LAST_PAGE),
    per_page: wholeNumber(mostPerPage),
    email: identity(readEmail),
    phone_number: identity((value, found) => readContactPhone(value, defaultCountry, found)),
    email_consent: anyEmailConsent,
    sms_consent: anySmsConsent,
  };
  const { value: query = {}, issues = [] } = readRule(fields(rules), spelledOut(filter));
  const problems: Problems = { value: undefined, issues: [] };
  passOn(problems, issues, []);
  const known = Object.keys(rules);
  for (const field of Object.keys(filter)) {
    if (!known.includes(field))
      reportUnknownContactField(problems, field, known, `a list can be narrowed by ${known.join(", ")}`);
  }
  throwIssues(subject, problems.issues.map(toIssue));
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  // Entries of the query, without those that were not given.
  return Object.fromEntries(given) as ContactQuery;
}
