/**
 * How a contact can stand towards e-mail marketing. Privy alone sets `compliance_suppressed`.
 *
 * @see https://help.privy.com/docs (list contacts)
 */
export const FAKE_EMAIL_CONSENTS = [
  "subscribed",
  "unsubscribed",
  "never_subscribed",
  "suppressed",
  "compliance_suppressed",
] as const;

/**
 * How a contact can stand towards SMS marketing. Privy alone sets `pending`.
 *
 * @see https://help.privy.com/docs (list contacts)
 */
export const FAKE_SMS_CONSENTS = [
  "subscribed",
  "unsubscribed",
  "never_subscribed",
  "single_opt_in",
  "pending",
] as const;

/**
 * How a contact stands towards e-mail marketing.
 *
 * @see https://help.privy.com/docs (list contacts)
 */
export type FakeEmailConsent = (typeof FAKE_EMAIL_CONSENTS)[number];

/**
 * How a contact stands towards SMS marketing.
 *
 * @see https://help.privy.com/docs (list contacts)
 */
export type FakeSmsConsent = (typeof FAKE_SMS_CONSENTS)[number];

/** One change of a contact's consent, and what brought it about. */
export interface ConsentChange {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly channel: "email" | "sms";
  /** Null when the contact came into being with it. */
  readonly from: FakeEmailConsent | FakeSmsConsent | null;
  readonly to: FakeEmailConsent | FakeSmsConsent;
  readonly because: {
    /** The endpoint, `PATCH /v1/contacts/{id}`, or the fake's own action, `addContact`. */
    readonly operation: string;
    /** The `id` in `requests`; absent for an action of the fake. */
    readonly requestId?: string;
  };
}
