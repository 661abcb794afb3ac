import { type ErrorDetail, type Reply, refuseFields } from "../../kit/exchange/reply.js";
import type { ServerState } from "../account/server-state.js";
import type { ApiExchange } from "../api-exchange.js";
import type { FakeContact } from "../model.js";
import { complianceRefusal, contactConflict, contactNotFound, contactReply } from "./contact-reply.js";
import { contactInPath } from "./get-contact.js";
import { type ContactChanges, readContactBody } from "./read-contact-body.js";
import { smsOptInProblem } from "./sms-opt-in-problem.js";

/**
 * `PATCH /contacts/{id}`: omitted fields keep their values; `tags` and `custom_fields` replace the stored ones. Writing
 * any email consent to a `suppressed` contact lifts the suppression.
 */
export function updateContact(exchange: ApiExchange, state: ServerState): Reply {
  const { contacts, decisions } = state;
  const contact = contactInPath(exchange, state);
  if (contact === undefined) return contactNotFound();
  if (contact.email_consent === "compliance_suppressed") return complianceRefusal();
  const reading = readContactBody(exchange.body ?? {}, { isNew: false, decisions });
  if (decisions.unknownFields === "ignore" && reading.unknownFields.length > 0) {
    exchange.ignoredFields = reading.unknownFields;
  }
  const { changes } = reading;
  const details = [...reading.details, ...immutable(contact, changes, state)];
  if (!details.some(({ field }) => field === "phone_number")) {
    const phone = contact.phone_number ?? changes.phone_number ?? null;
    details.push(...smsOptInProblem(changes.sms_consent, phone, decisions));
  }
  const taken = takenIdentity(contact, changes, state);
  if (taken !== undefined && decisions.updateConflict === "validation_failed") {
    details.push({ field: taken.field, message: "is already taken" });
  }
  if (details.length > 0) return refuseFields(details);
  if (taken !== undefined) return contactConflict(taken.field, taken.id, state);

  // An email that is sent again keeps its stored spelling.
  const written = { ...contact, ...changes, email: contact.email ?? changes.email ?? null };
  if (isSame(contact, written)) return contactReply(contact);
  const changed: FakeContact = Object.freeze({ ...written, updated_at: state.timestamp() });
  contacts.put(changed);
  state.welcomeSms.greet(contact, changed, reading);
  return contactReply(changed);
}

/** Email and phone can be written only while the contact has none. */
function immutable(
  contact: FakeContact,
  changes: ContactChanges,
  { contacts, decisions }: ServerState,
): readonly ErrorDetail[] {
  const { email, phone_number: phone } = changes;
  const accepts = decisions.unchangedIdentity === "accept";
  const details: ErrorDetail[] = [];
  const message = "cannot be changed once it is set";
  if (typeof email === "string" && contact.email !== null) {
    const isSameEmail = contacts.byEmail(email)?.id === contact.id;
    if (!(accepts && isSameEmail)) details.push({ field: "email", message });
  }
  if (typeof phone === "string" && contact.phone_number !== null) {
    if (!(accepts && phone === contact.phone_number)) details.push({ field: "phone_number", message });
  }
  return details;
}

/** Returns which of the new email and phone belongs to another contact. */
function takenIdentity(
  contact: FakeContact,
  { email, phone_number: phone }: ContactChanges,
  { contacts }: ServerState,
): { readonly field: "email" | "phone_number"; readonly id: string } | undefined {
  const isTaken = (owner: FakeContact | undefined): owner is FakeContact =>
    owner !== undefined && owner.deleted_at === null && owner.id !== contact.id;
  const byEmail = typeof email === "string" ? contacts.byEmail(email) : undefined;
  if (isTaken(byEmail)) return { field: "email", id: byEmail.id };
  const byPhone = typeof phone === "string" ? contacts.byPhone(phone) : undefined;
  return isTaken(byPhone) ? { field: "phone_number", id: byPhone.id } : undefined;
}

function isSame(before: FakeContact, after: FakeContact): boolean {
  const text = (contact: FakeContact): string =>
    JSON.stringify(contact, (_, value: unknown) =>
      typeof value === "bigint" ? { integer: String(value) } : value,
    );
  return text(before) === text(after);
}
