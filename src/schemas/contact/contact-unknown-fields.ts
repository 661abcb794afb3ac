import { type Problems, report } from "../field.js";
import { nearestName } from "../objects/nearest-name.js";
import { isQuotableKey } from "../objects/quotable-key.js";

/** What orders, other platforms and Privy's own earlier versions call a contact's fields. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ["phone", "phone_number"],
  ["email_address", "email"],
  ["email_permission", "email_consent"],
  ["phone_permission", "sms_consent"],
  ["contact_phone_permission", "sms_consent"],
  ["phone_consent", "sms_consent"],
  ["accepts_email_marketing", "email_consent"],
  ["accepts_sms_marketing", "sms_consent"],
]);

/** The problem of a field that does not exist, with the name that was probably meant. */
export function reportUnknownContactField(
  problems: Problems,
  field: string,
  known: readonly string[],
  otherwise: string,
): void {
  if (!isQuotableKey(field)) {
    report(problems, "unknown_field", "has a field that does not exist here, and whose name is not quoted");
    return;
  }
  const other = otherNames.get(field);
  const nearest = other !== undefined && known.includes(other) ? other : nearestName(field, known);
  const advice = nearest === undefined ? otherwise : `did you mean "${nearest}"?`;
  report(problems, "unknown_field", `does not exist here; ${advice}`, [field]);
}
