import { fields, type Rule, refuse, required } from "../field.js";
import { email } from "../values/email.js";
import { flag } from "../values/flag.js";
import { wellFormed } from "../values/well-formed.js";
import { emailConsent, smsConsent } from "./contact-consent.js";
import { customFields } from "./contact-custom-fields.js";
import type { ContactPayload } from "./contact-input.js";
import { tags } from "./contact-tags.js";

/** Every field of a contact that can be read by itself, with undefined for the ones that were not given. */
export type ReadContact = {
  [Field in keyof Required<Omit<ContactPayload, "phone_number">>]: ContactPayload[Field];
};

/** A first or last name: trimmed text; undefined when it is left out or blank, null when it is null. */
const name: Rule<string | null | undefined> = required((value, problems) => {
  if (value === undefined || value === null) return value;
  if (typeof value !== "string") return refuse(problems, "invalid", "must be text");
  const text = wellFormed(value.trim());
  return text === "" ? undefined : text;
});

/** Every field of a contact by its own rule; the type proves the hand-written ContactPayload equal to what they give. */
export const contactRules: { readonly [Field in keyof ReadContact]: Rule<ReadContact[Field]> } = {
  email,
  first_name: name,
  last_name: name,
  tags,
  custom_fields: customFields,
  email_consent: emailConsent,
  sms_consent: smsConsent,
  send_welcome_sms: flag,
};

/** A contact's fields, each by its own rule; the phone needs to know a country and is read by `readContactPhone`. */
export const contactFields: Rule<ReadContact> = fields(contactRules);

/** The names of a contact's fields that can be written. */
export const contactFieldNames: readonly string[] = /* @__PURE__ */ ["phone_number"].concat(
  /* @__PURE__ */ Object.keys(contactRules),
);
