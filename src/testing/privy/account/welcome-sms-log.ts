import type { FakeContact, FakeWelcomeSms } from "../model.js";
import type { Journal } from "./journal.js";

/** The welcome text messages of one account. */
export interface WelcomeSmsLog {
  /**
   * Records a welcome message when the contact has just become a confirmed subscriber, unless the call has
   * `send_welcome_sms: false`.
   *
   * @param before undefined when the contact is new or restored, since a deleted contact is not subscribed
   */
  greet(before: FakeContact | undefined, after: FakeContact, call: { sendWelcomeSms: boolean }): void;
  /** Oldest first. */
  all(): readonly FakeWelcomeSms[];
  restore(messages: readonly FakeWelcomeSms[]): void;
}

/** Creates an empty log. */
export function createWelcomeSmsLog(context: { timestamp: () => string; journal: Journal }): WelcomeSmsLog {
  let messages: readonly FakeWelcomeSms[] = Object.freeze([]);

  return {
    greet(before, after, { sendWelcomeSms }) {
      const wasSubscribed = before?.sms_consent === "subscribed";
      const phone = after.phone_number;
      if (!sendWelcomeSms || wasSubscribed || after.sms_consent !== "subscribed" || phone === null) return;
      const message = Object.freeze({ contactId: after.id, phone_number: phone, at: context.timestamp() });
      messages = Object.freeze([...messages, message]);
      context.journal.note("welcomeSms", message);
    },
    all: () => messages,
    restore(given) {
      messages = Object.freeze([...given]);
    },
  };
}
