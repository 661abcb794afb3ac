import { readPhoneField } from "../../kit/fields/phone-field.js";
import { comparableEmail } from "../engines/engagement.js";
import type { FakeContact } from "../model.js";

/** The state in which contacts are found. */
export interface ContactLookup {
  contact(emailOrPhoneOrId: string): FakeContact | undefined;
  readonly deletedContacts: readonly FakeContact[];
}

/** Finds a contact by its email, phone or id; a deleted one only when no other matches. */
export function findStoredContact(key: string, reader: ContactLookup): FakeContact | undefined {
  const phone = readPhoneField(key, { countries: ["US"] });
  return (
    reader.contact(key) ??
    reader.deletedContacts.findLast(
      ({ id, email, phone_number }) =>
        id === key ||
        (email !== null && comparableEmail(email) === comparableEmail(key)) ||
        (phone_number !== null && "value" in phone && phone.value === phone_number),
    )
  );
}
