import { checkFieldNames, expectValue, type RecordForm } from "../../kit/expect/expect-fields.js";
import type { ExpectedFields } from "../../kit/expect/expected-fields.js";
import { FakeAssertionError } from "../../kit/expect/fake-assertion-error.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";
import type { ConsentChange } from "../consents.js";
import type { FakeContact } from "../model.js";
import type { ExpectationSource } from "./expectation-source.js";
import { explainMissingContact } from "./explain-missing-contact.js";
import { findStoredContact } from "./find-stored-contact.js";

/** Expectations of one contact. All but the last return the same object, for further expectations. */
export interface ContactExpectations {
  /** The contact exists and is not deleted. */
  toExist(): ContactExpectations;
  /** The contact has these fields now. */
  toMatch(fields: ExpectedFields<FakeContact>): ContactExpectations;
  /**
   * The contact's consents changed in exactly these steps, oldest first; of each, only the given fields are compared.
   * Works for deleted contacts too.
   */
  toHaveConsentHistory(changes: readonly ExpectedFields<ConsentChange>[]): ContactExpectations;
  /** No contact has that email, phone or id, or it is deleted. */
  notToExist(): void;
}

const form: RecordForm = {
  subject: "A contact",
  names: Object.keys({
    id: 0,
    first_name: 0,
    last_name: 0,
    email: 0,
    email_consent: 0,
    phone_number: 0,
    sms_consent: 0,
    tags: 0,
    custom_fields: 0,
    created_at: 0,
    updated_at: 0,
    deleted_at: 0,
  } satisfies Record<keyof FakeContact, 0>),
  otherNames: { phone: "phone_number", name: "first_name" },
};

const changeForm: RecordForm = {
  subject: "A change of consent",
  names: Object.keys({ channel: 0, from: 0, to: 0, at: 0, because: 0 } satisfies Record<
    keyof ConsentChange,
    0
  >),
};

/**
 * Creates the expectations of one contact.
 *
 * @throws FakeUsageError when the key is not text
 */
export function expectContact(key: string, { reader }: ExpectationSource): ContactExpectations {
  if (typeof key !== "string" || key.trim() === "") {
    throw new FakeUsageError("A contact is named by its email, its phone or its id.");
  }

  function existing(): FakeContact {
    const contact = reader.contact(key);
    if (contact !== undefined) return contact;
    throw missing();
  }

  const missing = (): FakeAssertionError =>
    new FakeAssertionError(explainMissingContact(key, reader), { expected: key, actual: undefined });

  const expectations: ContactExpectations = {
    toExist() {
      existing();
      return expectations;
    },
    toMatch(fields) {
      checkFieldNames(fields, form);
      expectValue(`Contact ${JSON.stringify(key)}`, fields, existing());
      return expectations;
    },
    toHaveConsentHistory(changes) {
      if (!Array.isArray(changes)) {
        throw new FakeUsageError(
          "toHaveConsentHistory takes a list of changes: [{ channel: …, to: … }], empty for none.",
        );
      }
      for (const change of changes) checkFieldNames(change, changeForm);
      const contact = findStoredContact(key, reader);
      if (contact === undefined) throw missing();
      expectValue(
        `The consent history of ${JSON.stringify(key)}`,
        changes,
        reader.consentHistory(contact.id),
      );
      return expectations;
    },
    notToExist() {
      const contact = reader.contact(key);
      if (contact === undefined) return;
      throw new FakeAssertionError(
        `There is a contact ${JSON.stringify(key)}: ${contact.id}, since ${contact.created_at}.`,
        { expected: undefined, actual: contact },
      );
    },
  };
  return Object.freeze(expectations);
}
