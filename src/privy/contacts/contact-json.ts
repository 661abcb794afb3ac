import type { ResponseContext } from "../../http/http-request.js";
import { mismatch } from "../../http/response/mismatch.js";
import { unexpectedShape } from "../../http/response/unexpected-shape.js";
import type { EmailConsent, SmsConsent } from "../../schemas/contact/contact-consent.js";
import { isRecord, memberOf } from "../../schemas/objects/is-object.js";
import { type Open, readData } from "../orders/order-json.js";

/**
 * A contact as Privy returns it. Only `id` is certain. Unlike in an order, Privy sends `null` for what it does not
 * have; fields that this version does not know are kept.
 */
export interface Contact {
  /** Privy's own id, `cus_…`. */
  readonly id: string;
  /** The first name. */
  readonly first_name?: string | null;
  /** The last name. */
  readonly last_name?: string | null;
  /** The e-mail address. */
  readonly email?: string | null;
  /** The consent to e-mail marketing. */
  readonly email_consent?: Open<EmailConsent> | null;
  /** E.164. */
  readonly phone_number?: string | null;
  /** The consent to SMS marketing. */
  readonly sms_consent?: Open<SmsConsent> | null;
  /** The tags, trimmed. */
  readonly tags?: readonly string[] | null;
  /** One level deep. An integer that a number cannot hold is its exact digits. */
  readonly custom_fields?: Readonly<Record<string, unknown>> | null;
  /** When it was created. ISO 8601, UTC. */
  readonly created_at?: string;
  /** When it last changed. ISO 8601, UTC. */
  readonly updated_at?: string;
  readonly [field: string]: unknown;
}

/** Where a page stands among all, as far as the response has whole numbers for it. */
export interface ContactPagination {
  /** Counted from 1. */
  readonly page?: number;
  /** How many contacts a page has at most. */
  readonly per_page?: number;
  /** Of all contacts that the filter lets through. */
  readonly total_count?: number;
  /** How many pages there are. */
  readonly total_pages?: number;
  readonly [field: string]: unknown;
}

function asContact(value: unknown): Contact | undefined {
  if (!isRecord(value)) return undefined;
  const { id } = value;
  const text = typeof id === "string" || typeof id === "number" ? String(id) : "";
  return text === "" ? undefined : { ...value, id: text };
}

/**
 * Reads the contact from an accepted response.
 *
 * @throws UnexpectedResponseError `shape` when there is no contact with an `id` in it
 */
export function readContact(body: unknown, context: ResponseContext): Contact {
  const contact = asContact(readData(body));
  if (contact === undefined) throw unexpectedShape(context, "a contact in it (data.id)");
  return contact;
}

/**
 * Reads the contact with this id out of an accepted response.
 *
 * @throws UnexpectedResponseError `shape` when there is no contact in it; `mismatch` when it is another one
 */
export function readContactOf(id: string, body: unknown, context: ResponseContext): Contact {
  const contact = readContact(body, context);
  if (contact.id !== id) throw mismatch("contact id", context);
  return contact;
}

const counts = { page: 1, per_page: 1, total_count: 0, total_pages: 0 };

function readPagination(value: unknown): ContactPagination {
  if (!isRecord(value)) return {};
  const least = new Map(Object.entries(counts));
  const entries = Object.entries(value).filter(([name, count]) => {
    const minimum = least.get(name);
    return minimum === undefined || (Number.isSafeInteger(count) && Number(count) >= minimum);
  });
  return Object.fromEntries(entries);
}

/** One page of contacts, as the body of a response holds it. */
export interface ContactsPage {
  /** The contacts of the page. */
  readonly contacts: readonly Contact[];
  /** The page's position among all. */
  readonly pagination: ContactPagination;
}

/**
 * Reads one page of contacts from an accepted response.
 *
 * @throws UnexpectedResponseError `shape` when there is no list, or something without an `id` in it
 */
export function readContacts(body: unknown, context: ResponseContext): ContactsPage {
  const data = memberOf(body, "data");
  if (!Array.isArray(data)) throw unexpectedShape(context, "a list of contacts in it (data)");
  const contacts = data.map((element) => {
    const contact = asContact(element);
    if (contact === undefined) throw unexpectedShape(context, "an id in each contact of its list (data)");
    return contact;
  });
  return { contacts, pagination: readPagination(memberOf(body, "pagination")) };
}
