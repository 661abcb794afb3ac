import type { FakeContact } from "../../../privy/model.js";

/** What a contact is called by: email, phone, names; as far as it has them. */
export function contactNames(contact: FakeContact | undefined): readonly string[] {
  if (contact === undefined) return [];
  const { email, phone_number, first_name, last_name } = contact;
  return [email, phone_number, first_name, last_name].filter((name) => name !== null);
}
