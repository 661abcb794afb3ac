import type { ConsentChange } from "../consents.js";
import type { FakeContact } from "../model.js";
import type { Journal } from "./journal.js";

/** Every contact's changes. Plain data. */
export type ConsentLogState = readonly (readonly [contactId: string, changes: readonly ConsentChange[]])[];

/** Records every change of a contact's consents with its cause. */
export interface ConsentLog {
  /** Sets the cause of every change from now on: an endpoint with its request's id, or an action of the fake. */
  because(operation: string, requestId?: string): void;
  /** Adds the changes between two states. A contact that begins as `never_subscribed` gets no entry. */
  note(before: FakeContact | undefined, after: FakeContact): void;
  /** Oldest first. */
  of(contactId: string): readonly ConsentChange[];
  snapshot(): ConsentLogState;
  restore(state: ConsentLogState): void;
}

/** Makes an empty log. */
export function createConsentLog(context: { timestamp: () => string; journal: Journal }): ConsentLog {
  let cause: ConsentChange["because"] = Object.freeze({ operation: "" });
  const histories = new Map<string, readonly ConsentChange[]>();

  function add(
    contact: FakeContact,
    change: Pick<ConsentChange, "channel" | "to"> & { from: ConsentChange["from"] | undefined },
  ): void {
    const from = change.from ?? null;
    if (from === change.to || (from === null && change.to === "never_subscribed")) return;
    const entry = Object.freeze({ at: context.timestamp(), ...change, from, because: cause });
    histories.set(contact.id, Object.freeze([...(histories.get(contact.id) ?? []), entry]));
    context.journal.append("consents", [entry]);
  }

  return {
    because(operation, requestId) {
      cause = Object.freeze(requestId === undefined ? { operation } : { operation, requestId });
    },
    note(before, after) {
      add(after, { channel: "email", from: before?.email_consent, to: after.email_consent });
      add(after, { channel: "sms", from: before?.sms_consent, to: after.sms_consent });
    },
    of: (contactId) => histories.get(contactId) ?? Object.freeze([]),
    snapshot: () => [...histories],
    restore(state) {
      histories.clear();
      for (const [contactId, changes] of state) histories.set(contactId, changes);
    },
  };
}
