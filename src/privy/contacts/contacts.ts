import { type InputIssue, InvalidInputError } from "../../errors/invalid-input-error.js";
import type { CallOptions } from "../../http/call-options.js";
import type { Clock } from "../../http/clock.js";
import type { Kernel } from "../../http/kernel.js";
import { checkOptionsOfCall } from "../../http/options/check-call-options.js";
import { DEFAULTS } from "../../http/options/defaults.js";
import { type ParseContactOptions, parseContact } from "../../schemas/contact/contact.js";
import type {
  ContactCreateInput,
  ContactPayload,
  ContactUpdateInput,
} from "../../schemas/contact/contact-input.js";
import { throwIssues } from "../../schemas/objects/throw-issues.js";
import { contactEndpoints } from "./contacts-endpoints.js";
import { type ContactFilter, readContactFilter } from "./contacts-filter.js";
import { type ContactList, createContactList } from "./contacts-list.js";
import { contactIdIssues } from "./contacts-path.js";
import {
  createRequest,
  deleteRequest,
  getRequest,
  unsubscribeRequest,
  updateRequest,
} from "./contacts-requests.js";
import { type ContactResult, type ContactWarning, contactResult } from "./contacts-result.js";
import { readUnsubscribeReason, type UnsubscribeInput } from "./contacts-unsubscribe.js";
import { type ContactUpsertResult, upsertContact } from "./contacts-upsert.js";

export interface ContactsOptions {
  readonly kernel: Kernel;
  readonly clock: Clock;
  /** For a whole call, where the caller says nothing. Milliseconds. */
  readonly deadlineMs: number | undefined;
  readonly parse: Omit<ParseContactOptions, "use">;
}

/**
 * The contacts of an account (help.privy.com/docs, "Contacts"). Writes to one contact never overlap and keep their order.
 *
 * All methods throw AuthenticationError, PermissionError (a missing scope: `contacts_read` to list and get,
 * `contacts_write` for the rest), RateLimitError, ServerError, ConnectionError, TimeoutError and UnexpectedResponseError;
 * those that take an id or an input, InvalidInputError before anything is sent; those that write, RejectedError when
 * Privy refuses it (422) and nothing was stored. An abort rejects with the signal's own reason.
 */
export interface Contacts {
  /**
   * The contacts that a filter lets through, all without one, newest first as far as is known. Sends nothing by itself.
   *
   * @throws InvalidInputError at once, not when the list is read
   * @see https://help.privy.com/docs (list contacts)
   */
  list(filter?: ContactFilter, options?: CallOptions): ContactList;
  /**
   * One contact.
   *
   * @throws NotFoundError
   * @see https://help.privy.com/docs (get a contact)
   */
  get(id: string, options?: CallOptions): Promise<ContactResult>;
  /**
   * Creates a contact. It is signed up for nothing that `email_consent` and `sms_consent` do not say. A contact that was
   * deleted and has the same email or phone is restored with the new data; Privy's response does not distinguish the two.
   *
   * @throws ConflictError when one with this email or phone exists, with its id as `existingId`, and with
   *   `afterUnknownAttempt: true` when this very call may have created it; RejectedError
   * @see https://help.privy.com/docs (create a contact)
   */
  create(input: ContactCreateInput, options?: CallOptions): Promise<ContactResult>;
  /**
   * Changes the given fields of a contact and leaves the others; `tags` and `custom_fields` replace what is
   * stored. `email` and `phone_number` can be written only while the contact has none, and nothing can be written to a
   * contact whose email is `compliance_suppressed`: Privy refuses both.
   *
   * @throws NotFoundError; ConflictError when another contact has this email or phone; RejectedError
   * @see https://help.privy.com/docs (update a contact)
   */
  update(id: string, changes: ContactUpdateInput, options?: CallOptions): Promise<ContactResult>;
  /**
   * Creates a contact, or, when one with this email or phone exists, updates that one with all the other fields, consents
   * included; its email and phone stay as they are, and a warning says where they differ from the input. Takes two
   * requests then, three when Privy does not name the contact; looking for it, and reading it when the input has nothing
   * to update, also need the scope `contacts_read`. `deadlineMs` holds for all requests together, `maxAttempts` for each.
   *
   * @throws RejectedError; ConflictError when the contact that exists cannot be found
   */
  upsert(input: ContactCreateInput, options?: CallOptions): Promise<ContactUpsertResult>;
  /**
   * Unsubscribes a contact from e-mail marketing; changes nothing if it is unsubscribed already.
   *
   * @deprecated Privy has deprecated this endpoint. Use `update(id, { email_consent: "unsubscribed" })`.
   * @throws NotFoundError; RejectedError
   * @see https://help.privy.com/docs (unsubscribe a contact, changelog)
   */
  unsubscribe(id: string, input?: UnsubscribeInput, options?: CallOptions): Promise<ContactResult>;
  /**
   * Deletes a contact and gives it as it was. Creating it again restores it.
   *
   * @throws NotFoundError, also when an earlier attempt of this call deleted it and its response was lost
   * @see https://help.privy.com/docs (delete a contact)
   */
  delete(id: string, options?: CallOptions): Promise<ContactResult>;
}

const subjects: Readonly<Record<keyof Contacts, string>> = {
  list: "The contacts were not listed",
  get: "The contact was not read",
  create: "The contact was not created",
  update: "The contact was not updated",
  upsert: "The contact was not created or updated",
  unsubscribe: "The contact was not unsubscribed",
  delete: "The contact was not deleted",
};

/** Makes the contacts resource on top of a way to send. */
export function createContacts({ kernel, clock, deadlineMs, parse }: ContactsOptions): Contacts {
  const { send } = kernel;

  /** Checks what was given. A refusal is an outcome, of which the observer is notified as of any other. */
  const checked = <Checked>(
    name: keyof Contacts,
    options: CallOptions,
    check: (refuseIf: (issues: readonly InputIssue[]) => void, subject: string) => Checked,
  ): Checked => {
    const subject = subjects[name];
    try {
      throwIssues(`${subject}, because of the call's options`, checkOptionsOfCall(options));
      return check((issues) => throwIssues(subject, issues), subject);
    } catch (error) {
      if (error instanceof InvalidInputError)
        kernel.refuse(contactEndpoints[name], error, options ?? undefined);
      throw error;
    }
  };

  const contactFor = (
    name: "create" | "update" | "upsert",
    { input, options, idIssues = [] }: { input: unknown; options: CallOptions; idIssues?: InputIssue[] },
  ): ContactPayload =>
    checked(name, options, (_refuseIf, subject) => {
      const use = name === "update" ? "update" : "create";
      const { contact, issues } = parseContact(input, { ...parse, use });
      if (contact !== undefined && idIssues.length === 0) return contact;
      throw new InvalidInputError(subject, [...idIssues, ...(issues ?? [])]);
    });

  return {
    list(filter = {}, options = {}) {
      const query = checked("list", options, () => readContactFilter(filter, parse.defaultCountry));
      return createContactList({ send, query, callOptions: options });
    },
    async get(id, options = {}) {
      checked("get", options, (refuseIf) => refuseIf(contactIdIssues(id)));
      return contactResult(await send(getRequest(id), options));
    },
    async create(input, options = {}) {
      const contact = contactFor("create", { input, options });
      return contactResult(await send(createRequest(contact), options));
    },
    async update(id, input, options = {}) {
      const changes = contactFor("update", { input, options, idIssues: contactIdIssues(id) });
      return contactResult(await send(updateRequest(id, changes), options));
    },
    async upsert(input, options = {}) {
      const contact = contactFor("upsert", { input, options });
      const wholeMs = options.deadlineMs ?? deadlineMs ?? DEFAULTS.deadlineMs;
      return upsertContact(contact, { send, clock, deadlineMs: wholeMs, callOptions: options });
    },
    async unsubscribe(id, input = {}, options = {}) {
      const reason = checked("unsubscribe", options, (refuseIf) => {
        const read = readUnsubscribeReason(input);
        refuseIf([...contactIdIssues(id), ...read.issues]);
        return read.reason;
      });
      const completion = await send(unsubscribeRequest(id, reason), options);
      const isDeprecated = completion.response.headers.has("deprecation");
      return contactResult(completion, isDeprecated ? [unsubscribeIsDeprecated] : []);
    },
    async delete(id, options = {}) {
      checked("delete", options, (refuseIf) => refuseIf(contactIdIssues(id)));
      return contactResult(await send(deleteRequest(id), options));
    },
  };
}

const unsubscribeIsDeprecated: ContactWarning = {
  code: "deprecated",
  path: [],
  message:
    'Privy reports that this endpoint is deprecated: use contacts.update(id, { email_consent: "unsubscribed" })',
};
