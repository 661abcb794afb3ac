import type { Reply } from "../../kit/exchange/reply.js";
import type { ServerState } from "../account/server-state.js";
import type { ApiExchange } from "../api-exchange.js";
import { complianceRefusal, contactNotFound, contactReply } from "./contact-reply.js";
import { contactInPath } from "./get-contact.js";

/** `DELETE /contacts/{id}`: soft-deletes a contact and returns it as it was. Its orders stay. */
export function deleteContact(exchange: ApiExchange, state: ServerState): Reply {
  const contact = contactInPath(exchange, state);
  if (contact === undefined) return contactNotFound();
  const isProtected = state.decisions.complianceSuppressedDelete === "refuse";
  if (isProtected && contact.email_consent === "compliance_suppressed") return complianceRefusal();
  const now = state.timestamp();
  state.contacts.put(Object.freeze({ ...contact, updated_at: now, deleted_at: now }));
  return contactReply(contact);
}
