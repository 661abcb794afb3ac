import { checkKeys } from "../../kit/options/check-keys.js";
import { DefinitionProblems } from "../../kit/options/definition-problems.js";
import type { ServerState } from "../account/server-state.js";
import type { FakeEmailConsent, FakeSmsConsent } from "../consents.js";
import { FAKE_EMAIL_CONSENTS, FAKE_SMS_CONSENTS } from "../consents.js";
import type { FakeContact } from "../model.js";
import { readContactBody } from "./read-contact-body.js";

/** A contact to add without a request, also in a state that no call could write. */
export interface FakeContactOptions {
  /** At least one of email and phone number. */
  readonly email?: string | undefined;
  /** Spelled as in a request. */
  readonly phone_number?: string | undefined;
  readonly first_name?: string | null | undefined;
  readonly last_name?: string | null | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly custom_fields?: FakeContact["custom_fields"] | undefined;
  /** The e-mail consent: any of the five, `compliance_suppressed` included. Default `never_subscribed`. */
  readonly email_consent?: FakeEmailConsent | undefined;
  /** The SMS consent: any of the five, `pending` included. Default `never_subscribed`. */
  readonly sms_consent?: FakeSmsConsent | undefined;
}

const optionNames: readonly string[] = Object.keys({
  email: 0,
  phone_number: 0,
  first_name: 0,
  last_name: 0,
  tags: 0,
  custom_fields: 0,
  email_consent: 0,
  sms_consent: 0,
} satisfies Record<keyof FakeContactOptions, 0>);

/**
 * Adds a contact without a request: no welcome message is sent and no flow starts.
 *
 * @throws FakeUsageError when it has neither email nor phone, one that another contact has, or a field that cannot be
 */
export function addContact(options: FakeContactOptions, state: ServerState): FakeContact {
  checkKeys("contact", options, optionNames);
  const { email_consent = "never_subscribed", sms_consent = "never_subscribed", ...fields } = options;
  const problems = new DefinitionProblems();
  problems.choice("contact.email_consent", email_consent, FAKE_EMAIL_CONSENTS);
  problems.choice("contact.sms_consent", sms_consent, FAKE_SMS_CONSENTS);
  const { changes, details } = readContactBody(fields, { isNew: true, decisions: state.decisions });
  for (const { field, message } of details) problems.add(`contact.${field}`, message);
  if (fields.email === undefined && fields.phone_number === undefined) {
    problems.add("contact", "email or phone_number must be present");
  }
  for (const name of ["email", "phone_number"] as const) {
    const value = changes[name];
    if (typeof value !== "string") continue;
    const owner = name === "email" ? state.contacts.byEmail(value) : state.contacts.byPhone(value);
    if (owner?.deleted_at === null) problems.add(`contact.${name}`, "belongs to another contact");
  }
  problems.throwIfAny("This contact cannot be added");
  const now = state.timestamp();
  const contact: FakeContact = Object.freeze({
    first_name: null,
    last_name: null,
    email: null,
    phone_number: null,
    tags: Object.freeze([]),
    custom_fields: Object.freeze({}),
    ...changes,
    email_consent,
    sms_consent,
    id: state.ids.make("contactId"),
    created_at: now,
    updated_at: now,
    deleted_at: null,
  });
  state.consents.because("addContact");
  state.contacts.put(contact);
  // This is not the work of a request.
  state.journal.take();
  return contact;
}
