import { type Reply, refuseFields } from "../../kit/exchange/reply.js";
import type { ServerState } from "../account/server-state.js";
import type { ApiExchange } from "../api-exchange.js";
import type { FakeContact } from "../model.js";
import { complianceRefusal, contactConflict, contactReply } from "./contact-reply.js";
import { type ContactChanges, readContactBody } from "./read-contact-body.js";
import { smsOptInProblem } from "./sms-opt-in-problem.js";

/** `POST /contacts`: creates a contact, or restores a deleted one that has this email or phone. */
export function createContact(exchange: ApiExchange, state: ServerState): Reply {
  const { contacts, decisions } = state;
  const body = exchange.body ?? {};
  const { changes, sendWelcomeSms, details, unknownFields } = readContactBody(body, {
    isNew: true,
    decisions,
  });
  if (decisions.unknownFields === "ignore" && unknownFields.length > 0)
    exchange.ignoredFields = unknownFields;

  const { email, phone_number: phone } = changes;
  const sameEmail = typeof email !== "string" ? undefined : contacts.byEmail(email);
  const samePhone = typeof phone !== "string" ? undefined : contacts.byPhone(phone);
  const deleted = [sameEmail, samePhone].find(
    (contact) => contact !== undefined && contact.deleted_at !== null,
  );
  const fields = deleted === undefined ? changes : withStored(deleted, changes, state);

  const problems = [...details];
  const isMissing = (field: string): boolean => !Object.hasOwn(body, field) || body[field] === null;
  if (isMissing("email") && isMissing("phone_number")) {
    problems.push({ field: "base", message: "email or phone_number must be present" });
  }
  // An invalid phone has been reported already.
  if (!details.some(({ field }) => field === "phone_number")) {
    problems.push(...smsOptInProblem(fields.sms_consent, fields.phone_number ?? null, decisions));
  }
  if (problems.length > 0) return refuseFields(problems);
  if (sameEmail?.deleted_at === null) return contactConflict("email", sameEmail.id, state);
  if (samePhone?.deleted_at === null) return contactConflict("phone_number", samePhone.id, state);
  if (deleted?.email_consent === "compliance_suppressed") return complianceRefusal();

  const now = state.timestamp();
  const contact: FakeContact = Object.freeze({
    ...blank,
    ...fields,
    id: deleted?.id ?? state.ids.make("contactId"),
    created_at: deleted?.created_at ?? now,
    updated_at: now,
    deleted_at: null,
  });
  contacts.put(contact);
  state.welcomeSms.greet(undefined, contact, { sendWelcomeSms });
  return contactReply(
    contact,
    Number(deleted === undefined ? decisions.createStatus : decisions.restoreStatus),
  );
}

const blank: Required<ContactChanges> = Object.freeze({
  first_name: null,
  last_name: null,
  email: null,
  email_consent: "never_subscribed",
  phone_number: null,
  sms_consent: "never_subscribed",
  tags: Object.freeze([]),
  custom_fields: Object.freeze({}),
});

/** Returns the fields of a deleted contact that is restored with new data. */
function withStored(
  deleted: FakeContact,
  changes: ContactChanges,
  { contacts, decisions }: ServerState,
): ContactChanges {
  const isFree = (owner: FakeContact | undefined): boolean =>
    owner === undefined || owner.deleted_at !== null;
  const { first_name, last_name, email, phone_number, tags, custom_fields } = deleted;
  const { email_consent, sms_consent } = deleted;
  return {
    ...(decisions.restoredFields === "keep" ? { first_name, last_name, tags, custom_fields } : {}),
    ...(decisions.restoredConsent === "keep" ? { email_consent, sms_consent } : {}),
    // Another contact may have taken them in the meantime.
    ...(email !== null && isFree(contacts.byEmail(email)) ? { email } : {}),
    ...(phone_number !== null && isFree(contacts.byPhone(phone_number)) ? { phone_number } : {}),
    ...changes,
  };
}
