import { type Reply, refuseFields } from "../../kit/exchange/reply.js";
import type { ServerState } from "../account/server-state.js";
import type { ApiExchange } from "../api-exchange.js";
import type { FakeContact } from "../model.js";
import { type ContactsQuery, readContactsQuery } from "./read-contacts-query.js";
import { writeContact } from "./write-contact.js";

/** `GET /contacts`: a page of the contacts that pass every filter. A page beyond the end is empty. */
export function listContacts(exchange: ApiExchange, state: ServerState): Reply {
  const query = readContactsQuery(exchange.request.search, state.decisions);
  if (query.details.length > 0) return refuseFields(query.details);
  const { page, perPage } = query;
  const found = select(query, state);
  const isNewestFirst = state.decisions.listOrder === "newest_first";
  const from = (page - 1) * perPage;
  const shown = isNewestFirst
    ? found.slice(Math.max(0, found.length - from - perPage), Math.max(0, found.length - from)).reverse()
    : found.slice(from, from + perPage);
  const pagination = JSON.stringify({
    page,
    per_page: perPage,
    total_count: found.length,
    total_pages: Math.ceil(found.length / perPage),
  });
  return { status: 200, body: `{"data":[${shown.map(writeContact).join(",")}],"pagination":${pagination}}` };
}

/** Oldest first. */
function select(query: ContactsQuery, { contacts }: ServerState): readonly FakeContact[] {
  const { email, phone, emailConsent, smsConsent } = query;
  const passes = (contact: FakeContact): boolean =>
    contact.deleted_at === null &&
    (phone === undefined || contact.phone_number === phone) &&
    (emailConsent === undefined || contact.email_consent === emailConsent) &&
    (smsConsent === undefined || contact.sms_consent === smsConsent);
  if (email !== undefined) {
    const contact = contacts.byEmail(email);
    return contact !== undefined && passes(contact) ? [contact] : [];
  }
  const isFiltered = phone !== undefined || emailConsent !== undefined || smsConsent !== undefined;
  return isFiltered ? contacts.live().filter(passes) : contacts.live();
}
