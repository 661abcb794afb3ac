/**
 * The values of a contact's e-mail consent. Only Privy sets `compliance_suppressed`.
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
 * The values of a contact's SMS consent. Only Privy sets `pending`.
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
 * A contact's consent to e-mail marketing.
 *
 * @see https://help.privy.com/docs (list contacts)
 */
export type FakeEmailConsent = (typeof FAKE_EMAIL_CONSENTS)[number];

/**
 * A contact's consent to SMS marketing.
 *
 * @see https://help.privy.com/docs (list contacts)
 */
export type FakeSmsConsent = (typeof FAKE_SMS_CONSENTS)[number];

/** One change of a contact's consent with its cause. */
export interface ConsentChange {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly channel: "email" | "sms";
  /** Null when the contact was created with this consent. */
  readonly from: FakeEmailConsent | FakeSmsConsent | null;
  readonly to: FakeEmailConsent | FakeSmsConsent;
  readonly because: {
    /** The endpoint, `PATCH /v1/contacts/{id}`, or the fake's own action, `addContact`. */
    readonly operation: string;
    /** The `id` in `requests`; absent for an action of the fake. */
    readonly requestId?: string;
  };
}
