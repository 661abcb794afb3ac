import type { Scope } from "../../../privy/scope.js";

/** Every scope (AUTH, TOK). */
export const SCOPES: readonly Scope[] = ["contacts_read", "contacts_write", "orders_write"];
