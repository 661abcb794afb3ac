/**
 * What a credential may be allowed to do. There is no `orders_read`.
 *
 * @see https://help.privy.com/docs (authentication)
 */
export type Scope = "contacts_read" | "contacts_write" | "orders_write";

/** Every scope there is. */
export const ALL_SCOPES: readonly Scope[] = ["contacts_read", "contacts_write", "orders_write"];
