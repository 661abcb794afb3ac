import { type Moment, momentForms, readMoment } from "../../kit/clock/moment.js";
import { checkKeys } from "../../kit/options/check-keys.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";

/** An opened or clicked marketing message. At least one of contact id, e-mail address and phone number names the contact. */
export interface EngagementInput {
  readonly contactId?: string | undefined;
  readonly email?: string | undefined;
  /** E.164. */
  readonly phone_number?: string | undefined;
  readonly channel: "email" | "sms";
  readonly kind: "open" | "click";
  /** Which message: a name of the test's choice. */
  readonly message: string;
  /** When. Default: now, by the fake's clock. */
  readonly at?: Moment | undefined;
}

/** An engagement as it is kept: an instant, and e-mail addresses in lower case. */
export interface Engagement {
  readonly contactId?: string;
  readonly email?: string;
  readonly phone_number?: string;
  readonly channel: "email" | "sms";
  readonly kind: "open" | "click";
  readonly message: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

const optionNames: readonly string[] = Object.keys({
  contactId: 0,
  email: 0,
  phone_number: 0,
  channel: 0,
  kind: 0,
  message: 0,
  at: 0,
} satisfies Record<keyof EngagementInput, 0>);

/** An e-mail address in the spelling by which it is compared: letter case does not count. */
export function comparableEmail(email: string): string {
  return email.trim().toLowerCase();
}

/**
 * Makes an engagement from what a test says.
 *
 * @throws FakeUsageError when it does not say who, which message, through which channel, how or when
 */
export function createEngagement(input: EngagementInput, nowMs: number): Engagement {
  checkKeys("engagement", input, optionNames);
  const { contactId, email, phone_number, channel, kind, message } = input;
  const problems: string[] = [];
  const isText = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";
  if (![contactId, email, phone_number].some(isText)) {
    problems.push("contactId, email or phone_number must say who it was");
  }
  if (channel !== "email" && channel !== "sms") problems.push("channel must be email or sms");
  if (kind !== "open" && kind !== "click") problems.push("kind must be open or click");
  if (!isText(message)) problems.push("message must name the message");
  const at = input.at === undefined ? { startMs: nowMs } : readMoment(input.at);
  if (at === undefined) problems.push(`at must be ${momentForms}`);
  if (at === undefined || problems.length > 0) {
    throw new FakeUsageError(`This engagement cannot be recorded: ${problems.join("; ")}.`);
  }
  return Object.freeze({
    ...(contactId === undefined ? {} : { contactId }),
    ...(email === undefined ? {} : { email: comparableEmail(email) }),
    ...(phone_number === undefined ? {} : { phone_number: phone_number.trim() }),
    channel,
    kind,
    message,
    at: new Date(at.startMs).toISOString(),
  });
}
