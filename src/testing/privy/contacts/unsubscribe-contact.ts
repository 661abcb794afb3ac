import { type Reply, refuseFields } from "../../kit/exchange/reply.js";
import type { ServerState } from "../account/server-state.js";
import type { ApiExchange } from "../api-exchange.js";
import type { FakeContact } from "../model.js";
import { complianceRefusal, contactNotFound, contactReply } from "./contact-reply.js";
import { contactInPath } from "./get-contact.js";

/** The longest reason, in characters. */
const longestReason = 500;

/** `POST /contacts/{id}/unsubscribe`: ends e-mail marketing. Deprecated, which every response states in its headers. */
export function unsubscribeContact(exchange: ApiExchange, state: ServerState): Reply {
  const reply = unsubscribe(exchange, state);
  // Its successor is PATCH at the contact's own address.
  const successor = exchange.request.path.replace(/\/unsubscribe$/, "");
  return {
    ...reply,
    headers: { Deprecation: "true", Link: `<https://api.privy.com${successor}>; rel="successor-version"` },
  };
}

function unsubscribe(exchange: ApiExchange, state: ServerState): Reply {
  const contact = contactInPath(exchange, state);
  if (contact === undefined) return contactNotFound();
  const body = exchange.body ?? {};
  const reason = Object.hasOwn(body, "reason") ? body.reason : undefined;
  if (reason !== undefined && reason !== null) {
    if (typeof reason !== "string") return refuseFields([{ field: "reason", message: "must be a string" }]);
    // Code points: an emoji is one character.
    if (reason.length > longestReason && [...reason].length > longestReason) {
      return refuseFields([
        { field: "reason", message: `is too long (maximum is ${longestReason} characters)` },
      ]);
    }
  }
  if (contact.email_consent === "compliance_suppressed") return complianceRefusal();
  if (contact.email_consent === "unsubscribed") return contactReply(contact);
  const changed: FakeContact = Object.freeze({
    ...contact,
    email_consent: "unsubscribed",
    updated_at: state.timestamp(),
  });
  state.contacts.put(changed);
  return contactReply(changed);
}
