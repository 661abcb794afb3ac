import { countryOf } from "../../phone/country.js";
import { readPhone } from "../../phone/phone.js";
import { isGiven, type Problems, report } from "../field.js";
import type { ParseOrderOptions } from "./parse-order-options.js";

/** Something that was left out so that the order could still be sent. Plain data, and never the value itself. */
export interface OrderWarning {
  /**
   * `phone_dropped`: the phone number is nobody's, and the order goes by its email. `sms_consent_dropped`: with it went
   * `accepts_sms_marketing: true`, which must not sign anyone up without a phone.
   */
  readonly code: "phone_dropped" | "sms_consent_dropped";
  /** The field, as in an issue. */
  readonly path: readonly (string | number)[];
  /** What happened and what to do about it. */
  readonly message: string;
}

/** What an order says about its phone, after the rules that tie it to the email and to the SMS opt-in. */
export interface OrderPhone {
  /** E.164; absent when there is none or it was dropped. */
  readonly phone?: string;
  /** Empty unless the phone was dropped; then the consent goes too. */
  readonly warnings: OrderWarning[];
}

/**
 * Reads the phone and applies what depends on it: an order needs an email or a phone, an SMS opt-in needs a phone, and
 * a phone that is nobody's is dropped while an email remains. Looks at the order as it was given, so that these
 * problems are found together with those of the single fields.
 */
export function readOrderPhone(
  order: Readonly<Record<string, unknown>>,
  options: ParseOrderOptions,
  problems: Problems,
): OrderPhone {
  const optsIn = order.accepts_sms_marketing === true;
  if (!isGiven(order.phone)) {
    if (!isGiven(order.email))
      report(problems, "no_contact", "needs an email or a phone: that is how Privy finds the contact");
    if (optsIn)
      report(problems, "conflict", "is true, and an SMS opt-in needs a phone", ["accepts_sms_marketing"]);
    return { warnings: [] };
  }
  // Of another type, it has its own problem already.
  if (typeof order.phone !== "string") return { warnings: [] };
  const { number, refusal } = readPhone(order.phone, () => countryOf(order, options.defaultCountry));
  if (number !== undefined) return { phone: number, warnings: [] };
  if (options.invalidPhone === "throw" || !isGiven(order.email)) {
    report(problems, refusal.code, refusal.message, ["phone"]);
    return { warnings: [] };
  }
  const warnings: OrderWarning[] = [
    { code: "phone_dropped", path: ["phone"], message: `was left out: it ${refusal.message}` },
  ];
  if (optsIn) {
    const message = "was left out, since the phone was: an SMS opt-in needs one";
    warnings.push({ code: "sms_consent_dropped", path: ["accepts_sms_marketing"], message });
  }
  return { warnings };
}
