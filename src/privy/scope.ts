/** What a credential may be allowed to do (AUTH). There is no `orders_read`. */
export type Scope = "contacts_read" | "contacts_write" | "orders_write";

/** Every scope there is. */
export const ALL_SCOPES: readonly Scope[] = ["contacts_read", "contacts_write", "orders_write"];
