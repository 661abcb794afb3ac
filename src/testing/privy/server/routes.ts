import { TOKEN_PATH } from "../../../privy/endpoints.js";
import type { Scope } from "../../../privy/scope.js";
import type { Reply } from "../../kit/exchange/reply.js";
import type { ServerState } from "../account/server-state.js";
import { createContact } from "../contacts/create-contact.js";
import { deleteContact } from "../contacts/delete-contact.js";
import { getContact } from "../contacts/get-contact.js";
import { listContacts } from "../contacts/list-contacts.js";
import { unsubscribeContact } from "../contacts/unsubscribe-contact.js";
import { updateContact } from "../contacts/update-contact.js";
import type { Decisions } from "../decisions/decisions.js";
import type { Exchange } from "../exchange.js";
import { placeOrder } from "../orders/place-order.js";
import { issueToken } from "./issue-token.js";

/** One endpoint. */
export interface ApiRoute {
  readonly method: string;
  /** `{id}` stands for one part of the path. */
  readonly path: string;
  /** Null where no bearer token is asked for. */
  readonly scope: Scope | ((decisions: Decisions) => Scope) | null;
  /** Whether there must be a JSON object as the body, can be one, or whatever comes is left alone. */
  readonly body: "required" | "optional" | "ignored";
  readonly answer: (exchange: Exchange, state: ServerState) => Reply;
}

/** Every endpoint that the fake knows. */
export const ROUTES: readonly ApiRoute[] = [
  {
    method: "POST",
    path: "/v1/orders/placed",
    scope: "orders_write",
    body: "required",
    answer: placeOrder,
  },
  { method: "GET", path: "/v1/contacts", scope: "contacts_read", body: "ignored", answer: listContacts },
  { method: "POST", path: "/v1/contacts", scope: "contacts_write", body: "required", answer: createContact },
  {
    method: "GET",
    path: "/v1/contacts/{id}",
    scope: (decisions) => decisions.getContactScope,
    body: "ignored",
    answer: getContact,
  },
  {
    method: "PATCH",
    path: "/v1/contacts/{id}",
    scope: "contacts_write",
    body: "required",
    answer: updateContact,
  },
  {
    method: "DELETE",
    path: "/v1/contacts/{id}",
    scope: "contacts_write",
    body: "ignored",
    answer: deleteContact,
  },
  {
    method: "POST",
    path: "/v1/contacts/{id}/unsubscribe",
    scope: "contacts_write",
    body: "optional",
    answer: unsubscribeContact,
  },
  { method: "POST", path: TOKEN_PATH, scope: null, body: "ignored", answer: issueToken },
];
