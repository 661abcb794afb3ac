import type { StandardSchemaV1 } from "@standard-schema/spec";
import { type ParseContactOptions, parseContact } from "./contact.js";
import type { ContactCreateInput, ContactPayload, ContactUpdateInput } from "./contact-input.js";

function schemaFor<Input>(use: ParseContactOptions["use"]): StandardSchemaV1<Input, ContactPayload> {
  return {
    "~standard": {
      version: 1,
      vendor: "privy-orders",
      validate(value) {
        const { contact, issues } = parseContact(value, { use });
        return issues === undefined ? { value: contact } : { issues };
      },
    },
  };
}

/** A contact to create, read as by `contacts.create` with a client's default options. A national phone number is refused. */
export const contactSchema: StandardSchemaV1<ContactCreateInput, ContactPayload> = schemaFor("create");

/** The changes to a contact, read as by `contacts.update` with a client's default options. A national phone number is refused. */
export const contactUpdateSchema: StandardSchemaV1<ContactUpdateInput, ContactPayload> = schemaFor("update");
