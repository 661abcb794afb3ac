import type { Rule } from "../field.js";
import { oneOf } from "../values/one-of.js";

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

// Its name until 2026-05-12; by its letters alone it would be taken for "unsubscribed".
const formerName = ["non_subscribed", 'did you mean "never_subscribed"?'] as const;
const toLookFor: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([formerName]);
const toWrite: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  formerName,
  ["compliance_suppressed", "Privy alone sets this one"],
  ["pending", "Privy alone sets this one"],
]);

/** An e-mail consent to write, which may be left out. */
export const emailConsent: Rule<WritableEmailConsent | undefined> = oneOf(
  writableEmailConsents,
  "invalid",
  toWrite,
);

/** An SMS consent to write, which may be left out. */
export const smsConsent: Rule<WritableSmsConsent | undefined> = oneOf(
  writableSmsConsents,
  "invalid",
  toWrite,
);

/** Any e-mail consent, to look for; it may be left out. */
export const anyEmailConsent: Rule<EmailConsent | undefined> = oneOf(emailConsents, "invalid", toLookFor);

/** Any SMS consent, to look for; it may be left out. */
export const anySmsConsent: Rule<SmsConsent | undefined> = oneOf(smsConsents, "invalid", toLookFor);
