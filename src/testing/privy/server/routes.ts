import type { ApiRoute } from "../api-exchange.js";
import { createContact } from "../contacts/create-contact.js";
import { deleteContact } from "../contacts/delete-contact.js";
import { getContact } from "../contacts/get-contact.js";
import { listContacts } from "../contacts/list-contacts.js";
import { unsubscribeContact } from "../contacts/unsubscribe-contact.js";
import { updateContact } from "../contacts/update-contact.js";
import { placeOrder } from "../orders/place-order.js";
import { TOKEN_ENDPOINT } from "../vendor.js";
import { issueToken } from "./issue-token.js";

/** All endpoints of the fake. */
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
  { method: "POST", path: TOKEN_ENDPOINT, scope: null, body: "ignored", answer: issueToken },
];
