import type { Refusal } from "../../errors/invalid-input-error.js";
import { countryOf } from "../../phone/country.js";
import { type PhoneReading, readPhone } from "../../phone/phone.js";
import { isGiven, type Problems, report } from "../field.js";
import type { Fields } from "../objects/data-object.js";
import { isEmail, notAnEmail } from "../values/email.js";
import type { OrderWarning } from "./order-warning.js";
import type { ParseOrderOptions } from "./parse-order-options.js";

/** The buyer of an order, after the rules that tie the email, the phone and the consents to one another. */
export interface OrderBuyer {
  /** Absent when there is none or it was dropped. */
  readonly email?: string | undefined;
  /** E.164; absent when there is none or it was dropped. */
  readonly phone?: string | undefined;
  readonly warnings: OrderWarning[];
}

/** An email by which Privy finds the contact: read, or refused. */
type EmailReading =
  | { readonly value: string; readonly refusal?: never }
  | { readonly value?: never; readonly refusal: Refusal };

function readEmailKey(email: unknown): EmailReading | undefined {
  if (typeof email !== "string" || !isGiven(email)) return undefined;
  const value = email.trim();
  return isEmail(value) ? { value } : { refusal: notAnEmail };
}

function readPhoneKey(order: Fields, defaultCountry: string | undefined): PhoneReading | undefined {
  const { phone } = order;
  if (typeof phone !== "string" || !isGiven(phone)) return undefined;
  return readPhone(phone, () => countryOf(order, defaultCountry));
}

const extensionDropped: OrderWarning = {
  code: "phone_extension_dropped",
  path: ["phone"],
  message: "lost its extension: without an email, buyers who share this number become one contact",
};

/** The warnings of a key that is left out because the other one finds the contact. */
function dropped(name: "email" | "phone", { message }: Refusal, optsIn: boolean): OrderWarning[] {
  const channel = name === "phone" ? "sms" : "email";
  const warnings: OrderWarning[] = [
    { code: `${name}_dropped`, path: [name], message: `was left out: it ${message}` },
  ];
  if (!optsIn) return warnings;
  const path = [`accepts_${channel}_marketing`];
  const reason = `was left out, since the ${name} was: an opt-in needs one`;
  return [...warnings, { code: `${channel}_consent_dropped`, path, message: reason }];
}

/**
 * Reads the email and the phone, and applies what depends on them: an order needs one of the two, an SMS opt-in needs a phone,
 * and one that cannot be read is dropped while the other remains. Looks at the order as it was given, so that these
 * problems are found together with those of the single fields.
 */
export function readOrderBuyer(order: Fields, options: ParseOrderOptions, problems: Problems): OrderBuyer {
  const email = readEmailKey(order.email);
  const phone = readPhoneKey(order, options.defaultCountry);
  if (!isGiven(order.email) && !isGiven(order.phone))
    report(problems, "no_contact", "needs an email or a phone: Privy finds a contact by them");
  const optsIn = order.accepts_sms_marketing === true;
  if (optsIn && !isGiven(order.phone))
    report(problems, "conflict", "is an SMS opt-in, and needs a phone", ["accepts_sms_marketing"]);
  const warnings: OrderWarning[] = [];
  const judge = (
    name: "email" | "phone",
    refusal: Refusal | undefined,
    mayDrop: boolean,
    optsIn: boolean,
  ): void => {
    if (refusal === undefined) return;
    if (mayDrop) warnings.push(...dropped(name, refusal, optsIn));
    else report(problems, refusal.code, refusal.message, [name]);
  };
  const mayDropEmail = options.invalidEmail !== "throw" && phone?.number !== undefined;
  judge("email", email?.refusal, mayDropEmail, order.accepts_email_marketing === true);
  // An email of another type than text has its own problem.
  judge("phone", phone?.refusal, options.invalidPhone !== "throw" && email?.value !== undefined, optsIn);
  if (email?.value === undefined && phone?.hasExtension === true) warnings.push(extensionDropped);
  return { email: email?.value, phone: phone?.number, warnings };
}
