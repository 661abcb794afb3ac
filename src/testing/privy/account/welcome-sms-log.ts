import type { FakeContact, FakeWelcomeSms } from "../model.js";
import type { Journal } from "./journal.js";

/** The welcome text messages of one account. */
export interface WelcomeSmsLog {
  /**
   * Sends one when the contact has just become a confirmed subscriber: never to one that was one
   * already, and not when the call says `send_welcome_sms: false`.
   *
   * @param before nothing when the contact is new or restored: a deleted one was no subscriber any more
   */
  greet(before: FakeContact | undefined, after: FakeContact, call: { sendWelcomeSms: boolean }): void;
  /** Oldest first. */
  all(): readonly FakeWelcomeSms[];
  restore(messages: readonly FakeWelcomeSms[]): void;
}

/** Makes an empty log. */
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
