import { type Moment, momentForms, readMoment } from "../../kit/clock/moment.js";
import { checkKeys } from "../../kit/options/check-keys.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";

/** An opened or clicked marketing message. At least one of contact id, e-mail address and phone number names the contact. */
export interface EngagementInput {
  /** The contact, by its id; or `email` or `phone_number`. */
  readonly contactId?: string | undefined;
  /** The contact's e-mail address. */
  readonly email?: string | undefined;
  /** E.164. */
  readonly phone_number?: string | undefined;
  /** The message's channel. */
  readonly channel: "email" | "sms";
  /** What the contact did. */
  readonly kind: "open" | "click";
  /** The message's name, chosen by the test. */
  readonly message: string;
  /** When it happened. Default: now, by the fake's clock. */
  readonly at?: Moment | undefined;
}

/** An engagement as it is stored: with an instant, and e-mail addresses in lower case. */
export interface Engagement {
  /** The contact, if it was named by its id. */
  readonly contactId?: string;
  /** The e-mail address, if it was named. */
  readonly email?: string;
  /** The phone number, if it was named. */
  readonly phone_number?: string;
  /** The message's channel. */
  readonly channel: "email" | "sms";
  /** What the contact did. */
  readonly kind: "open" | "click";
  /** The message's name. */
  readonly message: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

const optionNames: readonly string[] = Object.keys({
  /** The contact, if it was named by its id. */
  contactId: 0,
  /** The e-mail address, if it was named. */
  email: 0,
  /** The phone number, if it was named. */
  phone_number: 0,
  /** The message's channel. */
  channel: 0,
  /** What the contact did. */
  kind: 0,
  /** The message's name. */
  message: 0,
  at: 0,
} satisfies Record<keyof EngagementInput, 0>);

/** Returns the spelling by which e-mail addresses are compared: letter case does not count. */
export function comparableEmail(email: string): string {
  return email.trim().toLowerCase();
}

/**
 * Reads an engagement that a test records.
 *
 * @throws FakeUsageError when the contact, message, channel, kind or time is missing or wrong
 */
export function createEngagement(input: EngagementInput, nowMs: number): Engagement {
  checkKeys("engagement", input, optionNames);
  const { contactId, email, phone_number, channel, kind, message } = input;
  const problems: string[] = [];
  const isText = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";
  if (![contactId, email, phone_number].some(isText)) {
    problems.push("contactId, email or phone_number must name the contact");
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
