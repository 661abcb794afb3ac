/** How a contact can stand towards e-mail marketing (LIST). Privy alone sets `compliance_suppressed`. */
export const FAKE_EMAIL_CONSENTS = [
  "subscribed",
  "unsubscribed",
  "never_subscribed",
  "suppressed",
  "compliance_suppressed",
] as const;

/** How a contact can stand towards SMS marketing (LIST). Privy alone sets `pending`. */
export const FAKE_SMS_CONSENTS = [
  "subscribed",
  "unsubscribed",
  "never_subscribed",
  "single_opt_in",
  "pending",
] as const;

/** How a contact stands towards e-mail marketing (LIST). */
export type FakeEmailConsent = (typeof FAKE_EMAIL_CONSENTS)[number];

/** How a contact stands towards SMS marketing (LIST). */
export type FakeSmsConsent = (typeof FAKE_SMS_CONSENTS)[number];
