import type { FakeContact } from "../../../privy/model.js";

/** Returns the names of a contact, as far as it has them: email, phone, first and last name. */
export function contactNames(contact: FakeContact | undefined): readonly string[] {
  if (contact === undefined) return [];
  const { email, phone_number, first_name, last_name } = contact;
  return [email, phone_number, first_name, last_name].filter((name) => name !== null);
}
