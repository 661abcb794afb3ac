import { type Problems, report } from "./field.js";
import { nearestName } from "./nearest-name.js";
import { isQuotableKey } from "./quotable-key.js";

/** What other platforms, and Privy's own answers and contact pages, call an order's fields. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ["id", "order_id"],
  ["total_amount", "total"],
  ["total_price", "total"],
  ["subtotal_price", "subtotal"],
  ["currency_code", "currency"],
  ["placed_at", "order_date"],
  ["created_at", "order_date"],
  ["customer_email", "email"],
  ["contact_email", "email"],
  ["phone_number", "phone"],
  ["items", "line_items"],
  ["status", "financial_status"],
]);

/** Reports a field that an order does not have, with the name that was probably meant. */
export function refuseUnknownField(problems: Problems, field: string, known: readonly string[]): void {
  if (!isQuotableKey(field)) {
    report(problems, "has a field that Privy's orders do not have, and whose name is not quoted here");
    return;
  }
  const nearest = otherNames.get(field) ?? nearestName(field, known);
  const advice =
    nearest === undefined
      ? 'to send it all the same, set unknownFields: "send"'
      : `did you mean "${nearest}"?`;
  report(problems, `is no field of Privy's orders; ${advice}`, [field]);
}
