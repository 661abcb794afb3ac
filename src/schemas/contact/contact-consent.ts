import { optional, type Rule, refuse } from "../field.js";
import { nearestName } from "../objects/nearest-name.js";

export const writableEmailConsents = [
  "subscribed",
  "unsubscribed",
  "never_subscribed",
  "suppressed",
] as const;
export const writableSmsConsents = [
  "subscribed",
  "unsubscribed",
  "never_subscribed",
  "single_opt_in",
] as const;

/**
 * The e-mail consents that can be written. `suppressed` is the merchant's own block; writing any
 * value lifts it first.
 *
 * @see https://help.privy.com/docs (create a contact, update a contact, changelog)
 */
export type WritableEmailConsent = (typeof writableEmailConsents)[number];

/**
 * A contact's consent to e-mail marketing. Only Privy sets `compliance_suppressed`.
 *
 * @see https://help.privy.com/docs (list contacts)
 */
export type EmailConsent = WritableEmailConsent | "compliance_suppressed";

/**
 * The SMS consents that can be written. `subscribed` is a confirmed opt-in, `single_opt_in` is not confirmed yet.
 *
 * @see https://help.privy.com/docs (update a contact)
 */
export type WritableSmsConsent = (typeof writableSmsConsents)[number];

/**
 * The SMS consents that can be written for a new contact, which has nothing to unsubscribe from.
 *
 * @see https://help.privy.com/docs (create a contact)
 */
export type NewSmsConsent = Exclude<WritableSmsConsent, "unsubscribed">;

/**
 * A contact's consent to SMS marketing. `pending` waits for the customer's reply; only Privy sets it.
 *
 * @see https://help.privy.com/docs (list contacts)
 */
export type SmsConsent = WritableSmsConsent | "pending";

const emailConsents: readonly EmailConsent[] = [...writableEmailConsents, "compliance_suppressed"];
const smsConsents: readonly SmsConsent[] = [...writableSmsConsents, "pending"];

/* @__NO_SIDE_EFFECTS__ */
function oneOf<Consent extends string>(
  consents: readonly Consent[],
  readOnly?: string,
): Rule<Consent | undefined> {
  return optional((value, problems) => {
    const consent = consents.find((known) => known === value);
    if (consent !== undefined) return consent;
    const choices = consents.join(", ");
    if (readOnly !== undefined && value === readOnly)
      return refuse(
        problems,
        "invalid",
        `is "${readOnly}", which Privy alone sets: it can be one of ${choices}`,
      );
    // Its name until 2026-05-12; by its letters alone it would be taken for "unsubscribed".
    const meant = value === "non_subscribed" ? "never_subscribed" : value;
    const nearest = typeof meant === "string" ? nearestName(meant, consents) : undefined;
    const advice = nearest === undefined ? "" : `; did you mean "${nearest}"?`;
    return refuse(problems, "invalid", `must be one of ${choices}${advice}`);
  });
}

/** An e-mail consent to write, which may be left out. */
export const emailConsent: Rule<WritableEmailConsent | undefined> = oneOf(
  writableEmailConsents,
  "compliance_suppressed",
);

/** An SMS consent to write, which may be left out. */
export const smsConsent: Rule<WritableSmsConsent | undefined> = oneOf(writableSmsConsents, "pending");

/** Any e-mail consent, to look for; it may be left out. */
export const anyEmailConsent: Rule<EmailConsent | undefined> = oneOf(emailConsents);

/** Any SMS consent, to look for; it may be left out. */
export const anySmsConsent: Rule<SmsConsent | undefined> = oneOf(smsConsents);
