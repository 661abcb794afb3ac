import { InvalidInputError } from "../../errors/invalid-input-error.js";
import {
  anyEmailConsent,
  anySmsConsent,
  type EmailConsent,
  type SmsConsent,
} from "../../schemas/contact/contact-consent.js";
import { readContactPhone } from "../../schemas/contact/contact-phone.js";
import { reportUnknownContactField } from "../../schemas/contact/contact-unknown-fields.js";
import { isGiven, type Problems, passOn, readRule, refuse, toIssue } from "../../schemas/field.js";
import { isPlainObject } from "../../schemas/objects/plain-object.js";
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
  /** The exact address. Never undefined: one customer's list must not become everybody's. */
  email?: string;
  /** The exact number, in any human spelling. Never undefined: one customer's list must not become everybody's. */
  phone_number?: string;
  /** `suppressed` are those that the merchant suppressed; `compliance_suppressed` those that Privy did. */
  email_consent?: EmailConsent | undefined;
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

function wholeNumber(value: unknown, most: number, problems: Problems): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most) return value;
  return refuse(problems, "invalid", `must be a whole number from 1 to ${most}`);
}

/** A value that identifies one customer: left out or complete, and nothing in between. */
function identity(
  filter: Readonly<Record<string, unknown>>,
  field: "email" | "phone_number",
  read: (value: unknown) => string | undefined,
  problems: Problems,
): string | undefined {
  if (!(field in filter)) return undefined;
  const value = filter[field];
  if (isGiven(value)) return read(value);
  return refuse(problems, "missing", "is empty; leave the key out to list every contact");
}

/**
 * Checks a filter and brings it into the form that Privy expects.
 *
 * @throws InvalidInputError with every problem at once, none quoting a value
 */
export function readContactFilter(filter: unknown, defaultCountry: string | undefined): ContactQuery {
  const subject = "The contacts were not listed";
  if (!isPlainObject(filter))
    throw new InvalidInputError(subject, [
      { code: "invalid", path: [], message: "must be a plain object such as { email }" },
    ]);
  const problems: Problems = { value: undefined, issues: [] };
  /** Reads one field and moves its problems to where it stands. */
  const at = <Value>(field: string, read: (found: Problems) => Value): Value => {
    const found: Problems = { value: undefined, issues: [] };
    const value = read(found);
    passOn(problems, found.issues, [field]);
    return value;
  };
  /** Null is no value that Privy knows here, and would silently widen the list. */
  const enumerated = <Value>(field: string, rule: typeof anyEmailConsent | typeof anySmsConsent): Value =>
    at(field, (found) => {
      const { issues = [], value } = readRule(rule, filter[field] === null ? "" : filter[field]);
      passOn(found, issues, []);
      // The rule says what it gives; after a problem its value is not used.
      return value as Value;
    });
  const query = {
    page: at("page", (found) => wholeNumber(filter.page, LAST_PAGE, found)),
    per_page: at("per_page", (found) => wholeNumber(filter.per_page, mostPerPage, found)),
    email: at("email", (found) => identity(filter, "email", (value) => readEmail(value, found), found)),
    phone_number: at("phone_number", (found) =>
      identity(filter, "phone_number", (value) => readContactPhone(value, defaultCountry, found), found),
    ),
    email_consent: enumerated<EmailConsent | undefined>("email_consent", anyEmailConsent),
    sms_consent: enumerated<SmsConsent | undefined>("sms_consent", anySmsConsent),
  };
  const known = Object.keys(query);
  for (const field of Object.keys(filter)) {
    if (!known.includes(field))
      reportUnknownContactField(problems, field, known, `a list can be narrowed by ${known.join(", ")}`);
  }
  if (problems.issues.length > 0) throw new InvalidInputError(subject, problems.issues.map(toIssue));
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  // Entries of the query, without those that were not given.
  return Object.fromEntries(given) as ContactQuery;
}
