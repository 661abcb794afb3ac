import { mostProblems, type Problems } from "../field.js";
import { JsonCopier } from "../objects/json-copier.js";
import { type JsonValue, setMember } from "../objects/json-value.js";
import { reportUnknownField } from "../objects/report-unknown-field.js";
import { wellFormed } from "../values/well-formed.js";

/** The names that other platforms, and Privy's own responses and contact pages, use for an order's fields. */
const elsewhere: ReadonlyMap<string, string> = new Map([
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

/**
 * The fields of an input that this version does not know: each refused, or copied to be sent. Undefined when nothing was
 * copied, as for almost every input.
 */
export function readUnknownFields(
  input: Readonly<Record<string, unknown>>,
  known: ReadonlySet<string>,
  problems: Problems,
  refuse: ((field: string) => void) | undefined,
): object | undefined {
  let copies: { [field: string]: JsonValue } | undefined;
  let copier: JsonCopier | undefined;
  for (const field of Object.keys(input)) {
    if (known.has(field)) continue;
    const value = input[field];
    if (value === undefined) continue;
    if (refuse !== undefined) refuse(field);
    else {
      copier ??= new JsonCopier(problems);
      copies ??= {};
      setMember(copies, wellFormed(field), copier.copy(value, field) ?? null);
    }
    if (problems.issues.length > mostProblems) break;
  }
  return copies;
}

/** Adds fields that were copied. Defined, not assigned: a field named __proto__ would replace the prototype. */
export function addFields(target: object, copies: object | undefined): void {
  if (copies !== undefined) Object.defineProperties(target, Object.getOwnPropertyDescriptors(copies));
}

/** Reports a field that an order does not have, with the name that was probably meant. */
export function refuseUnknownField(problems: Problems, field: string, known: readonly string[]): void {
  reportUnknownField(problems, field, { known, elsewhere });
}
