import type { HttpRequest } from "../../http/http-request.js";
import { sensitiveStrings } from "../../http/redaction/sensitive-strings.js";
import type { ContactPayload } from "../../schemas/contact/contact-input.js";
import { type Contact, type ContactsPage, readContact, readContactOf, readContacts } from "./contact-json.js";
import { contactEndpoints } from "./contacts-endpoints.js";
import type { ContactQuery } from "./contacts-filter.js";
import { contactPath } from "./contacts-path.js";

/** What no error may repeat. The consents are words of the protocol: masking them would only blur an error. */
function valuesOf({ email_consent, sms_consent, ...personal }: ContactPayload): string[] {
  return sensitiveStrings(personal);
}

/** Writes to one contact keep their order. An order's key is digits, so it is never one of these. */
function sequenceOf(id: string): string {
  return `contact:${id}`;
}

export function listRequest(query: ContactQuery): HttpRequest<ContactsPage> {
  const entries = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
  const search = new URLSearchParams(entries).toString();
  const { email, phone_number } = query;
  return {
    ...contactEndpoints.list,
    path: search === "" ? "/contacts" : `/contacts?${search}`,
    read: readContacts,
    sensitiveValues: () => sensitiveStrings({ email, phone_number }),
  };
}

export function getRequest(id: string): HttpRequest<Contact> {
  return {
    ...contactEndpoints.get,
    path: contactPath(id),
    read: (body, context) => readContactOf(id, body, context),
    sensitiveValues: () => [id],
  };
}

/** Creations of one contact keep their order too: the second must find what the first made. */
export function createRequest(contact: ContactPayload): HttpRequest<Contact> {
  return {
    ...contactEndpoints.create,
    path: "/contacts",
    body: JSON.stringify(contact),
    sequenceKey: `new contact:${contact.email?.toLowerCase() ?? contact.phone_number ?? ""}`,
    read: readContact,
    sensitiveValues: () => valuesOf(contact),
  };
}

export function updateRequest(id: string, changes: ContactPayload): HttpRequest<Contact> {
  return {
    ...getRequest(id),
    ...contactEndpoints.update,
    body: JSON.stringify(changes),
    sequenceKey: sequenceOf(id),
    sensitiveValues: () => [id, ...valuesOf(changes)],
  };
}

export function unsubscribeRequest(id: string, reason: string | undefined): HttpRequest<Contact> {
  const body = reason === undefined ? {} : { reason };
  return {
    ...getRequest(id),
    ...contactEndpoints.unsubscribe,
    path: `${contactPath(id)}/unsubscribe`,
    body: JSON.stringify(body),
    sequenceKey: sequenceOf(id),
    sensitiveValues: () => [id, ...sensitiveStrings(body)],
  };
}

export function deleteRequest(id: string): HttpRequest<Contact> {
  return {
    ...getRequest(id),
    ...contactEndpoints.delete,
    sequenceKey: sequenceOf(id),
  };
}
