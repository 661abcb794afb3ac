import { basics } from "./cases/basics.js";
import { contactConsents } from "./cases/contact-consents.js";
import { contacts } from "./cases/contacts.js";
import { integrations } from "./cases/integrations.js";
import { oauth } from "./cases/oauth.js";
import { orderFields } from "./cases/order-fields.js";
import { orders } from "./cases/orders.js";
import { rateLimits } from "./cases/rate-limits.js";
import type { ContractCase } from "./contract-case.js";

/** What any Privy must do, chapter by chapter. A new chapter is a file in `cases` and a line here. */
export const CONTRACT: Readonly<Record<string, readonly ContractCase[]>> = {
  basics,
  orders,
  "fields of orders": orderFields,
  "custom integrations": integrations,
  contacts,
  "consents of contacts": contactConsents,
  oauth,
  "rate limits": rateLimits,
};
