import { ConflictError } from "../../errors/conflict-error.js";
import { TimeoutError } from "../../errors/timeout-error.js";
import type { Completion } from "../../http/call/completion.js";
import { deadlineError } from "../../http/call/timeouts.js";
import type { CallOptions } from "../../http/call-options.js";
import type { Clock } from "../../http/clock.js";
import type { Send } from "../../http/kernel.js";
import { changesSomething } from "../../schemas/contact/contact.js";
import type { ContactPayload } from "../../schemas/contact/contact-input.js";
import type { Contact } from "./contact-json.js";
import { createContactList } from "./contacts-list.js";
import { contactIdIssues } from "./contacts-path.js";
import { createRequest, getRequest, updateRequest } from "./contacts-requests.js";
import { type ContactResult, type ContactWarning, contactResult } from "./contacts-result.js";

/**
 * What an `upsert` of a contact did. `created`: it is new, or was deleted and is restored. `updated`: it existed.
 * `indeterminate`: it existed when this call tried once more, but an earlier attempt got no response and may have created it.
 */
export type ContactUpsertOutcome = "created" | "updated" | "indeterminate";

/** The result of `contacts.upsert`. */
export interface ContactUpsertResult extends ContactResult {
  /** Whether the contact was created or updated. */
  readonly outcome: ContactUpsertOutcome;
}

export interface UpsertContactOptions {
  readonly send: Send;
  readonly clock: Clock;
  /** For all the requests together. Milliseconds. */
  readonly deadlineMs: number;
  readonly callOptions: CallOptions;
}

const operation = "contacts.upsert";

/** One budget of time for several requests, and a count of them all. */
function withinOneDeadline({ send, clock, deadlineMs, callOptions }: UpsertContactOptions): {
  readonly sendOne: Send;
  readonly attempts: () => number;
} {
  const deadlineAt = clock.now() + deadlineMs;
  let attempts = 0;
  const late = (error: TimeoutError | undefined): TimeoutError => {
    const sent = attempts + (error?.attempts ?? 0);
    return deadlineError({ request: { operation }, deadlineMs }, { attempts: sent });
  };
  const sendOne: Send = async (request) => {
    const leftMs = deadlineAt - clock.now();
    if (leftMs <= 0) throw late(undefined);
    try {
      const completion = await send(request, { ...callOptions, deadlineMs: leftMs });
      attempts += completion.response.attempts;
      return completion;
    } catch (error) {
      if (error instanceof TimeoutError && error.clock === "deadline") throw late(error);
      if (error instanceof ConflictError) attempts += error.attempts;
      throw error;
    }
  };
  return { sendOne, attempts: () => attempts };
}

/** The contact that stands in the way of a new one, when the conflict did not name it: the one with its email, else with its phone. */
async function findExisting(
  send: Send,
  { email, phone_number }: ContactPayload,
): Promise<Contact | undefined> {
  for (const query of [email && { email }, phone_number && { phone_number }]) {
    if (!query) continue;
    const list = createContactList({ send, query: { ...query, per_page: 1 }, callOptions: {}, operation });
    const { contacts } = await list.page();
    if (contacts[0] !== undefined) return contacts[0];
  }
  return undefined;
}

/** What an existing contact was not given, because Privy never changes it. */
function notWritten(sent: ContactPayload, contact: Contact): ContactWarning[] {
  const warnings: ContactWarning[] = [];
  const kept =
    "the contact that exists has another one, or none. Privy never changes it; update can only write it while it is null";
  if (sent.email !== undefined && contact.email?.toLowerCase() !== sent.email.toLowerCase())
    warnings.push({ code: "email_not_written", path: ["email"], message: `was not written: ${kept}` });
  if (sent.phone_number !== undefined && contact.phone_number !== sent.phone_number) {
    const path = ["phone_number"];
    warnings.push({ code: "phone_number_not_written", path, message: `was not written: ${kept}` });
  }
  return warnings;
}

/** Creates a contact, or updates the one that is in the way with everything but what identifies it. */
export async function upsertContact(
  contact: ContactPayload,
  options: UpsertContactOptions,
): Promise<ContactUpsertResult> {
  const startedAt = options.clock.now();
  const { sendOne, attempts } = withinOneDeadline(options);
  const finish = (completion: Completion<Contact>, outcome: ContactUpsertOutcome): ContactUpsertResult => {
    const result = contactResult(completion);
    const warnings = outcome === "created" ? [] : notWritten(contact, result.contact);
    const durationMs = Math.max(0, options.clock.now() - startedAt);
    return {
      ...result,
      outcome,
      warnings,
      response: { ...result.response, attempts: attempts(), durationMs },
    };
  };
  try {
    return finish(await sendOne({ ...createRequest(contact), operation }), "created");
  } catch (conflict) {
    if (!(conflict instanceof ConflictError)) throw conflict;
    const id = conflict.existingId ?? (await findExisting(sendOne, contact))?.id;
    if (id === undefined || contactIdIssues(id).length > 0) throw conflict;
    const { email: _email, phone_number: _phone, ...changes } = contact;
    const request = changesSomething(changes) ? updateRequest(id, changes) : getRequest(id);
    return finish(
      await sendOne({ ...request, operation }),
      conflict.afterUnknownAttempt ? "indeterminate" : "updated",
    );
  }
}
