import type { NewSmsConsent, WritableEmailConsent, WritableSmsConsent } from "./contact-consent.js";

/** One value of `custom_fields`. Sent as JSON: a bigint as its digits, a `Date` as ISO 8601 text. Nothing nested. */
export type CustomFieldValue = string | number | bigint | boolean | Date | null;

/**
 * Your own facts about a contact, one level deep. TypeScript lets an interface of your own in as `{ ...fields }`.
 *
 * @see https://help.privy.com/docs (create a contact)
 */
export interface CustomFieldsInput {
  [key: string]: CustomFieldValue | undefined;
}

/**
 * The fields of a contact that are written the same way whenever they are written. `null` in any of them is omitted; only in
 * an update, `null` as a name is sent and clears it.
 */
export interface ContactFields {
  /** Trimmed; blank text is omitted. */
  first_name?: string | null | undefined;
  /** Trimmed; blank text is omitted. */
  last_name?: string | null | undefined;
  /** In an update, the list replaces the stored one; `[]` removes every tag. */
  tags?: readonly string[] | null | undefined;
  /** In an update, the fields replace all the stored ones; `{}` removes them. */
  custom_fields?: CustomFieldsInput | null | undefined;
  /** Never written unless given; Privy stores a new contact as `never_subscribed`. */
  email_consent?: WritableEmailConsent | null | undefined;
  /**
   * Whether Privy sends its welcome SMS when `sms_consent: "subscribed"` makes this contact a confirmed subscriber. Never
   * sent unless given, and Privy's default is true: set false when the customer has had that message already.
   */
  send_welcome_sms?: boolean | null | undefined;
}

/**
 * A contact to create. It needs an `email` or a `phone_number`, and an SMS opt-in needs a `phone_number`; both may be
 * null here, since a store's own types often allow both to be null: `contacts.create` checks it before anything is sent.
 *
 * @see https://help.privy.com/docs (create a contact)
 */
export interface ContactCreateInput extends ContactFields {
  email?: string | null | undefined;
  /** In any human spelling; sent in E.164. */
  phone_number?: string | null | undefined;
  /**
   * Never written unless given. An opt-in needs a `phone_number`, and Privy wants it to be of a country that it sends SMS
   * to. A new contact cannot be `unsubscribed`.
   */
  sms_consent?: NewSmsConsent | null | undefined;
}

/**
 * What to change in a contact, at least one field.
 *
 * @see https://help.privy.com/docs (update a contact)
 */
export interface ContactUpdateInput extends ContactFields {
  /** Only for a contact that has none; otherwise Privy refuses the update (422), even if it is the same one. */
  email?: string | null | undefined;
  /** Only for a contact that has none; otherwise Privy refuses the update (422). In any human spelling; sent in E.164. */
  phone_number?: string | null | undefined;
  /** For an opt-in, the contact needs a phone, stored already or given here. */
  sms_consent?: WritableSmsConsent | null | undefined;
}

/** A contact as it is sent: Privy's own fields in Privy's own spelling, and no field that was not given. */
export interface ContactPayload {
  /** The e-mail address. */
  email?: string;
  /** E.164. */
  phone_number?: string;
  /** Null only in an update, where it clears the name. */
  first_name?: string | null;
  /** Null only in an update, where it clears the name. */
  last_name?: string | null;
  /** The tags, trimmed. */
  tags?: string[];
  /** Your own facts about the contact, one level deep. */
  custom_fields?: { [key: string]: string | number | boolean | null };
  /** The consent to e-mail marketing. */
  email_consent?: WritableEmailConsent;
  /** The consent to SMS marketing. */
  sms_consent?: WritableSmsConsent;
  /** Whether a new SMS subscriber gets the welcome message. */
  send_welcome_sms?: boolean;
}
