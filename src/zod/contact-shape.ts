import type { z } from "zod/v4";
import { writableEmailConsents, writableSmsConsents } from "../schemas/contact/contact-consent.js";
import { contactRules } from "../schemas/contact/contact-fields.js";
import type { ContactPayload, ContactUpdateInput } from "../schemas/contact/contact-input.js";
import { inputJsonSchemas as json, nullable } from "./input-json-schemas.js";
import { phoneToRead } from "./phone-to-read.js";
import { optionalZodField } from "./zod-field.js";

type Optional<Field extends keyof ContactPayload> = z.ZodOptional<
  z.ZodType<ContactPayload[Field] | undefined, ContactUpdateInput[Field]>
>;

/**
 * The fields of a contact, for an object of your own.
 *
 * @see https://help.privy.com/docs
 */
export interface ContactShape {
  /** The e-mail address. */
  readonly email: Optional<"email">;
  /** E.164 when the number is international; a national one stays as it is, for the client to read by `defaultCountry`. */
  readonly phone_number: Optional<"phone_number">;
  /** The first name. */
  readonly first_name: Optional<"first_name">;
  /** The last name. */
  readonly last_name: Optional<"last_name">;
  /** The tags, trimmed. */
  readonly tags: Optional<"tags">;
  /** Your own facts about the contact, one level deep. */
  readonly custom_fields: Optional<"custom_fields">;
  /** The consent to e-mail marketing. */
  readonly email_consent: Optional<"email_consent">;
  /** The consent to SMS marketing. */
  readonly sms_consent: Optional<"sms_consent">;
  /** Whether a new SMS subscriber gets the welcome message. */
  readonly send_welcome_sms: Optional<"send_welcome_sms">;
}

const tags = { type: "array", items: json.text };
const customFields = {
  type: "object",
  additionalProperties: { type: ["string", "number", "boolean", "null"] },
};

/**
 * The fields of a contact as Zod fields: `z.object({ ...contactShape })`. Each reads its value as `contacts.create` and
 * `contacts.update` do. Rules that join fields (an email or a phone number, an SMS opt-in only with a phone number) are
 * checked by those calls.
 */
export const contactShape: ContactShape = {
  email: optionalZodField(contactRules.email, nullable(json.email)),
  phone_number: optionalZodField(phoneToRead, nullable(json.phone)),
  first_name: optionalZodField(contactRules.first_name, nullable(json.text)),
  last_name: optionalZodField(contactRules.last_name, nullable(json.text)),
  tags: optionalZodField(contactRules.tags, nullable(tags)),
  custom_fields: optionalZodField(contactRules.custom_fields, nullable(customFields)),
  email_consent: optionalZodField(
    contactRules.email_consent,
    nullable({ ...json.text, enum: writableEmailConsents }),
  ),
  sms_consent: optionalZodField(
    contactRules.sms_consent,
    nullable({ ...json.text, enum: writableSmsConsents }),
  ),
  send_welcome_sms: optionalZodField(contactRules.send_welcome_sms, nullable(json.flag)),
};
