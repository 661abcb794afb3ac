import type { ErrorDetail } from "../../kit/exchange/reply.js";
import type { Checked } from "../../kit/fields/checked.js";
import { readEmailField } from "../../kit/fields/email-field.js";
import { readPhoneField } from "../../kit/fields/phone-field.js";
import {
  isJsonObject,
  type JsonObject,
  readBooleanField,
  readTextField,
} from "../../kit/fields/plain-fields.js";
import { FAKE_EMAIL_CONSENTS, FAKE_SMS_CONSENTS } from "../consents.js";
import type { Decisions } from "../decisions/decisions.js";
import type { FakeContact } from "../model.js";

/** The fields of a contact that a request can write. */
export type ContactChanges = Partial<Omit<FakeContact, "id" | "created_at" | "updated_at" | "deleted_at">>;

/** The changes that a request asks for. They are valid only if `details` is empty. */
export interface ContactReading {
  readonly changes: ContactChanges;
  readonly sendWelcomeSms: boolean;
  /** All problems of single fields. */
  readonly details: readonly ErrorDetail[];
  /** Unknown top-level names. */
  readonly unknownFields: readonly string[];
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** The writable ones; those that a contact can begin with, for SMS. */
const writableEmailConsents = FAKE_EMAIL_CONSENTS.filter((consent) => consent !== "compliance_suppressed");
const firstSmsConsents = FAKE_SMS_CONSENTS.filter(
  (consent) => consent !== "pending" && consent !== "unsubscribed",
);

/** The known top-level names. */
export const CONTACT_FIELDS: readonly string[] = [
  "email",
  "phone_number",
  "first_name",
  "last_name",
  "tags",
  "custom_fields",
  "email_consent",
  "sms_consent",
  "send_welcome_sms",
];

/**
 * Reads the body of `POST /contacts` or `PATCH /contacts/{id}` as the server does. Null clears a name; any other field
 * counts as left out when it is null.
 */
export function readContactBody(
  body: JsonObject,
  options: { isNew: boolean; decisions: Decisions },
): ContactReading {
  const { isNew, decisions } = options;
  const details: ErrorDetail[] = [];
  const changes: Mutable<ContactChanges> = {};
  // Own properties only: a body's field may have any name, `constructor` included.
  const ownValue = (field: string): unknown => (Object.hasOwn(body, field) ? body[field] : undefined);

  function optional<Value>(field: string, check: (value: unknown) => Checked<Value>): Value | undefined {
    const value = ownValue(field);
    if (value === undefined || value === null) return undefined;
    const checked = check(value);
    if ("value" in checked) return checked.value;
    details.push({ field, message: checked.problem });
    return undefined;
  }

  function take<Name extends keyof ContactChanges>(
    field: Name,
    check: (value: unknown) => Checked<NonNullable<FakeContact[Name]>>,
  ): void {
    const value = optional(field, check);
    if (value !== undefined) changes[field] = value;
  }

  const countries = decisions.phoneDefaultCountry === "US" ? ["US"] : [];
  take("email", readEmailField);
  take("phone_number", (value) => readPhoneField(value, { countries }));
  for (const name of ["first_name", "last_name"] as const) {
    if (ownValue(name) === null) changes[name] = null;
    else take(name, readTextField);
  }
  take("tags", readTags);
  take("custom_fields", readCustomFields);
  take("email_consent", (value) => readConsent(value, writableEmailConsents, "compliance_suppressed"));
  take("sms_consent", (value) => {
    if (value !== "unsubscribed") return readConsent(value, firstSmsConsents, "pending");
    return isNew ? { problem: "cannot be unsubscribed for a new contact" } : { value };
  });
  const sendWelcomeSms = optional("send_welcome_sms", readBooleanField) ?? true;

  const unknownFields = Object.keys(body).filter((name) => !CONTACT_FIELDS.includes(name));
  if (decisions.unknownFields === "refuse") {
    for (const field of unknownFields) details.push({ field, message: "is not a known field" });
  }
  return { changes, sendWelcomeSms, details, unknownFields };
}

function readConsent<Consent extends string>(
  value: unknown,
  writable: readonly Consent[],
  readOnly: string,
): Checked<Consent> {
  if (value === readOnly) return { problem: `${readOnly} is read-only` };
  const consent = writable.find((one) => one === value);
  return consent === undefined ? { problem: "is not included in the list" } : { value: consent };
}

function readTags(value: unknown): Checked<readonly string[]> {
  const isList = Array.isArray(value) && value.every((tag) => typeof tag === "string");
  return isList ? { value: Object.freeze([...value]) } : { problem: "must be an array of strings" };
}

/** One level deep: nested objects are refused, and so are lists. */
function readCustomFields(value: unknown): Checked<FakeContact["custom_fields"]> {
  if (!isJsonObject(value)) return { problem: "must be an object" };
  const fields: [string, string | number | bigint | boolean | null][] = [];
  for (const [name, field] of Object.entries(value)) {
    if (typeof field === "object" && field !== null) return { problem: "must be flat: no objects or arrays" };
    const isScalar = ["string", "number", "bigint", "boolean"].includes(typeof field) || field === null;
    // JSON has no other values.
    if (isScalar) fields.push([name, field as string | number | bigint | boolean | null]);
  }
  // Entries become own properties, `__proto__` included.
  return { value: Object.freeze(Object.fromEntries(fields)) };
}
