import type { InputIssue } from "../../errors/invalid-input-error.js";
import { isGiven, type Problems, passOn, readRule, report, toIssue } from "../field.js";
import { dataOf, type Fields, throwsWhenRead } from "../objects/data-object.js";
import { issuesOf } from "../objects/issues-of.js";
import { addFields, readUnknownFields } from "../order/unknown-fields.js";
import { contactFieldNames, contactFields, type ReadContact } from "./contact-fields.js";
import type { ContactPayload } from "./contact-input.js";
import { readContactPhone } from "./contact-phone.js";
import { reportUnknownContactField } from "./contact-unknown-fields.js";

/** How a contact is read. */
export interface ParseContactOptions {
  /** A new contact, which must be complete, or the changes to one. */
  readonly use: "create" | "update";
  readonly defaultCountry?: string | undefined;
  readonly unknownFields?: "throw" | "send" | undefined;
}

/** The contact, or everything that is wrong with it. */
export type ParsedContact =
  | { readonly contact: ContactPayload; readonly issues?: never }
  | { readonly contact?: never; readonly issues: readonly InputIssue[] };

const known: ReadonlySet<string> = /* @__PURE__ */ new Set(contactFieldNames);

/** More would only repeat one mistake. */
const mostIssues = 100;

/** What ties the fields of a new contact to one another; looks at the input as it was given, to find all problems at once. */
function checkNewContact(input: Readonly<Record<string, unknown>>, problems: Problems): void {
  const { email, phone_number, sms_consent } = input;
  if (!isGiven(email) && !isGiven(phone_number))
    report(problems, "no_contact", "needs an email or a phone_number: Privy finds a contact by them");
  if (sms_consent === "unsubscribed") {
    const message = "cannot be unsubscribed for a new contact; leave it out";
    report(problems, "conflict", message, ["sms_consent"]);
  }
  if ((sms_consent === "subscribed" || sms_consent === "single_opt_in") && !isGiven(phone_number))
    report(problems, "conflict", "is an SMS opt-in, and needs a phone_number", ["sms_consent"]);
}

/** Given fields only. A name that is null clears what is stored, so it counts only where something is. */
function payloadOf(read: ReadContact, use: ParseContactOptions["use"]): ContactPayload {
  const given = Object.entries(read).filter(
    ([, value]) => value !== undefined && (use === "update" || value !== null),
  );
  // Entries of what was read, without those that may be absent.
  return Object.fromEntries(given) as ContactPayload;
}

/**
 * Checks a contact to create, or the changes to one, and brings it into the form that Privy expects. Nothing
 * of the input is changed or shared, and nothing is added to it: no consent and no welcome SMS unless they are given.
 *
 * @param input a `ContactCreateInput` or `ContactUpdateInput`, or data of unknown origin
 */
export function parseContact(input: unknown, options: ParseContactOptions): ParsedContact {
  try {
    const given = dataOf(input);
    if (given !== undefined) return readContact(given, options);
    return { issues: issuesOf("must be an object with the fields of one contact") };
  } catch {
    return { issues: [throwsWhenRead] };
  }
}

function readContact(input: Fields, options: ParseContactOptions): ParsedContact {
  const { use, defaultCountry, unknownFields } = options;
  const problems: Problems = { value: undefined, issues: [] };
  const read = readRule(contactFields, input);
  const phone = isGiven(input.phone_number) ? readPhoneField(input.phone_number) : undefined;
  if (use === "create") checkNewContact(input, problems);
  const refuse = (field: string): void => reportUnknownContactField(problems, field, contactFieldNames);
  const unknown = readUnknownFields(input, known, problems, unknownFields === "send" ? undefined : refuse);
  if (read.issues !== undefined || problems.issues.length > 0) {
    const issues = [...(read.issues ?? []), ...problems.issues];
    return { issues: issues.slice(0, mostIssues).map(toIssue) };
  }
  const contact: ContactPayload = {
    ...payloadOf(read.value, use),
    ...(phone !== undefined && { phone_number: phone }),
  };
  addFields(contact, unknown);
  return use === "create" || changesSomething(contact) ? { contact } : { issues: [nothingToChange] };

  function readPhoneField(value: unknown): string | undefined {
    const found: Problems = { value: undefined, issues: [] };
    const number = readContactPhone(value, defaultCountry, found);
    passOn(problems, found.issues, ["phone_number"]);
    return number;
  }
}

const nothingToChange: InputIssue = {
  code: "missing",
  path: [],
  message:
    "has nothing to change: give a field other than send_welcome_sms (null counts in first_name and last_name only)",
};

/** Whether an update with these fields would write anything; Privy asks for at least one. */
export function changesSomething(contact: ContactPayload): boolean {
  return Object.keys(contact).some((field) => field !== "send_welcome_sms");
}
