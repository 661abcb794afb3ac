import type { RefusedRequest } from "../../http/kernel.js";
import { CONTACT_ROUTE } from "./contacts-path.js";

/** What each method is to an observer, also when it is refused before anything is sent. */
export const contactEndpoints: Readonly<
  Record<"list" | "get" | "create" | "update" | "upsert" | "unsubscribe" | "delete", RefusedRequest>
> = {
  list: { operation: "contacts.list", method: "GET", route: "/contacts" },
  get: { operation: "contacts.get", method: "GET", route: CONTACT_ROUTE },
  create: { operation: "contacts.create", method: "POST", route: "/contacts" },
  update: { operation: "contacts.update", method: "PATCH", route: CONTACT_ROUTE },
  upsert: { operation: "contacts.upsert", method: "POST", route: "/contacts" },
  unsubscribe: { operation: "contacts.unsubscribe", method: "POST", route: `${CONTACT_ROUTE}/unsubscribe` },
  delete: { operation: "contacts.delete", method: "DELETE", route: CONTACT_ROUTE },
};
