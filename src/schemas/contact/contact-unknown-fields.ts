import type { Problems } from "../field.js";
import { reportUnknownField } from "../objects/report-unknown-field.js";

/** What orders, other platforms and Privy's own earlier versions call a contact's fields. */
const elsewhere: ReadonlyMap<string, string> = new Map([
  ["phone", "phone_number"],
  ["email_address", "email"],
  ["email_permission", "email_consent"],
  ["phone_permission", "sms_consent"],
  ["contact_phone_permission", "sms_consent"],
  ["phone_consent", "sms_consent"],
  ["accepts_email_marketing", "email_consent"],
  ["accepts_sms_marketing", "sms_consent"],
]);

/** Reports a field that does not exist, with the name that was probably meant, or else the advice. */
export function reportUnknownContactField(
  problems: Problems,
  field: string,
  known: readonly string[],
  otherwise?: string,
): void {
  reportUnknownField(problems, field, { known, elsewhere }, otherwise);
}
