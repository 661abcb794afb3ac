import { stringify } from "lossless-json";
import type { FakeContact } from "../model.js";

/** A contact as JSON, in the order of the documented example; missing values are null. */
export function writeContact(contact: FakeContact): string {
  const answer = {
    id: contact.id,
    first_name: contact.first_name,
    last_name: contact.last_name,
    email: contact.email,
    email_consent: contact.email_consent,
    phone_number: contact.phone_number,
    sms_consent: contact.sms_consent,
    tags: contact.tags,
    custom_fields: contact.custom_fields,
    created_at: contact.created_at,
    updated_at: contact.updated_at,
  };
  // Custom fields can hold integers that JSON.stringify refuses.
  const isPlain = Object.values(contact.custom_fields).every((value) => typeof value !== "bigint");
  return isPlain ? JSON.stringify(answer) : (stringify(answer) ?? "null");
}
