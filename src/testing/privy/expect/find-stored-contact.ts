import { readPhoneField } from "../../kit/fields/phone-field.js";
import { comparableEmail } from "../engines/engagement.js";
import type { FakeContact } from "../model.js";
import type { StateReader } from "../state-reader.js";

/** A contact by its email, phone or id, a deleted one when there is no other. */
export function findStoredContact(key: string, reader: StateReader): FakeContact | undefined {
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
