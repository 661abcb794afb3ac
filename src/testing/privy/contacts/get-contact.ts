import type { Reply } from "../../kit/exchange/reply.js";
import type { ServerState } from "../account/server-state.js";
import type { ApiExchange } from "../api-exchange.js";
import type { FakeContact } from "../model.js";
import { contactNotFound, contactReply } from "./contact-reply.js";

/** Returns the contact that a path names, unless it is deleted. */
export function contactInPath({ id }: ApiExchange, { contacts }: ServerState): FakeContact | undefined {
  const contact = id === undefined ? undefined : contacts.byId(id);
  return contact?.deleted_at === null ? contact : undefined;
}

/** `GET /contacts/{id}`. */
export function getContact(exchange: ApiExchange, state: ServerState): Reply {
  const contact = contactInPath(exchange, state);
  return contact === undefined ? contactNotFound() : contactReply(contact);
}
