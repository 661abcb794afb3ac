import type { ErrorDetail } from "../../kit/exchange/reply.js";
import type { Checked } from "../../kit/fields/checked.js";
import { readEmailField } from "../../kit/fields/email-field.js";
import { readChoiceField } from "../../kit/fields/plain-fields.js";
import { FAKE_EMAIL_CONSENTS, FAKE_SMS_CONSENTS } from "../consents.js";
import type { Decisions } from "../decisions/decisions.js";

/** The contacts that a request asks for. Valid only if `details` is empty. */
export interface ContactsQuery {
  readonly page: number;
  readonly perPage: number;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  readonly emailConsent: string | undefined;
  readonly smsConsent: string | undefined;
  readonly details: readonly ErrorDetail[];
}

/** The largest value of a 32-bit column. */
const lastPage = 2_147_483_647;

/** Reads the query of `GET /contacts`. Of a parameter that is repeated, the last one counts; unknown ones do not. */
export function readContactsQuery(search: string, decisions: Decisions): ContactsQuery {
  const parameters = new URLSearchParams(search);
  const details: ErrorDetail[] = [];

  function read<Value>(field: string, check: (text: string) => Checked<Value>): Value | undefined {
    const text = parameters.getAll(field).at(-1);
    if (text === undefined) return undefined;
    // An empty filter must not list all contacts.
    const checked: Checked<Value> = text.trim() === "" ? { problem: "can't be blank" } : check(text);
    if ("value" in checked) return checked.value;
    details.push({ field, message: checked.problem });
    return undefined;
  }

  const range =
    (most: number, usual: number) =>
    (text: string): Checked<number> => {
      const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
      if (decisions.listOutOfRange === "clamp") {
        return { value: Number.isNaN(value) ? usual : Math.min(Math.max(value, 1), most) };
      }
      return value >= 1 && value <= most ? { value } : { problem: `must be an integer from 1 to ${most}` };
    };

  return {
    page: read("page", range(lastPage, 1)) ?? 1,
    perPage: read("per_page", range(100, 25)) ?? 25,
    email: read("email", readEmailField),
    phone: read("phone_number", readE164),
    emailConsent: read("email_consent", (text) => readChoiceField(FAKE_EMAIL_CONSENTS, text)),
    smsConsent: read("sms_consent", (text) => readChoiceField(FAKE_SMS_CONSENTS, text)),
    details,
  };
}

/** A plus sign that was not encoded as %2B arrives as a blank: without this check, the list would be empty. */
function readE164(text: string): Checked<string> {
  return /^\+[1-9]\d{1,14}$/.test(text)
    ? { value: text }
    : { problem: "must be in E.164 format, its + encoded as %2B" };
}
