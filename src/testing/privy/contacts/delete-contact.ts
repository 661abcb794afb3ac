import type { Reply } from "../../kit/exchange/reply.js";
import type { ServerState } from "../account/server-state.js";
import type { ApiExchange } from "../api-exchange.js";
import { complianceRefusal, contactNotFound, contactReply } from "./contact-reply.js";
import { contactInPath } from "./get-contact.js";

/** `DELETE /contacts/{id}`: answers with the contact as it was. Its orders stay, and so does it, out of sight. */
export function deleteContact(exchange: ApiExchange, state: ServerState): Reply {
  const contact = contactInPath(exchange, state);
  if (contact === undefined) return contactNotFound();
  const isProtected = state.decisions.complianceSuppressedDelete === "refuse";
  if (isProtected && contact.email_consent === "compliance_suppressed") return complianceRefusal();
  const now = state.timestamp();
  state.contacts.put(Object.freeze({ ...contact, updated_at: now, deleted_at: now }));
  return contactReply(contact);
}
