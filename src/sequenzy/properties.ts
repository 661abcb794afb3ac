import { type Problems, report } from "../schemas/field.js";
import { readOpenObject } from "../schemas/objects/open-object.js";

/**
 * Keys that Sequenzy fills itself and that cannot be overridden (the page names the first four and mentions more); the order's own fields are taken to be among them.
 */
export const RESERVED_PROPERTIES: readonly string[] = [
  "provider",
  "orderId",
  "lineItems",
  "orderedAt",
  "orderNumber",
  "status",
  "totalCents",
  "currency",
  "items",
  "customer",
  "refundAmountCents",
  "customerTotals",
];

/** Reads the extras of an event. A reserved key is refused by name: Sequenzy would ignore it silently. */
export function readProperties(value: unknown, problems: Problems): Record<string, unknown> {
  const properties = readOpenObject(value, problems);
  for (const key of Object.keys(properties ?? {})) {
    if (RESERVED_PROPERTIES.includes(key)) {
      report(problems, "conflict", "is a key that Sequenzy fills itself; give the extra another name", [key]);
    }
  }
  return properties;
}
