import { basics } from "./cases/basics.js";
import { integrations } from "./cases/integrations.js";
import { orderFields } from "./cases/order-fields.js";
import { orders } from "./cases/orders.js";
import type { ContractCase } from "./contract-case.js";

/** What any Privy must do, chapter by chapter. A new chapter is a file in `cases` and a line here. */
export const CONTRACT: Readonly<Record<string, readonly ContractCase[]>> = {
  basics,
  orders,
  "fields of orders": orderFields,
  "custom integrations": integrations,
};
