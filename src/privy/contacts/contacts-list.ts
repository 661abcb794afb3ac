import type { CallOptions } from "../../http/call-options.js";
import type { Send } from "../../http/kernel.js";
import type { Contact } from "./contact-json.js";
import { type ContactQuery, readContactFilter } from "./contacts-filter.js";
import { listRequest } from "./contacts-requests.js";
import type { ContactPage } from "./contacts-result.js";
import { walkPages } from "./contacts-walk.js";

/**
 * Contacts that a filter lets through. Nothing is requested until it is read, and each reading begins anew:
 *
 * ```ts
 * for await (const contact of client.contacts.list({ email_consent: "subscribed" })) …
 * const { contacts, pagination } = await client.contacts.list({ per_page: 50 }).page(2);
 * ```
 *
 * Each page is one request, sent when the contacts of the page before are used up; the call's options hold for each, and
 * its signal ends the whole. To read with the fewest requests, iterating asks for 100 contacts per page unless the filter
 * says `page` or `per_page`.
 *
 * Contacts that are created or deleted while a list is read, by you as well, move the others between pages. Iterating gives
 * no contact twice among the last 10,000, and steps back when the list becomes shorter, so that none is passed over. It
 * may miss some when as many are added as removed between two pages.
 */
export interface ContactList extends AsyncIterable<Contact> {
  /**
   * One page, by Privy's own numbering; without a number the filter's `page`, else the first. A page beyond the end is empty.
   *
   * @throws InvalidInputError when the number is none; otherwise what `Contacts.get` throws
   */
  page(number?: number): Promise<ContactPage>;
  /**
   * Page after page to the end, as iterating reads them; `contacts` leaves out those that an earlier page held.
   *
   * @throws UnexpectedResponseError `shape` when the pages repeat and never end; otherwise what `Contacts.get` throws
   */
  pages(): AsyncIterableIterator<ContactPage>;
}

export interface ContactListOptions {
  readonly send: Send;
  readonly query: ContactQuery;
  readonly callOptions: CallOptions;
  readonly operation?: string;
}

/** Privy's default. */
const defaultPerPage = 25;
const largestPerPage = 100;

/** Makes a list of a checked query. */
export function createContactList(options: ContactListOptions): ContactList {
  const { send, query, callOptions, operation = "contacts.list" } = options;

  const read = async (asked: ContactQuery): Promise<ContactPage> => {
    const { result, response } = await send({ ...listRequest(asked), operation }, callOptions);
    return { ...result, response };
  };

  const pages = (): AsyncGenerator<ContactPage, void, undefined> => {
    const fromBeginning = query.page === undefined && query.per_page === undefined;
    const perPage = fromBeginning ? largestPerPage : (query.per_page ?? defaultPerPage);
    return walkPages({
      start: query.page ?? 1,
      perPage,
      read: (page) => read({ ...query, page, per_page: perPage }),
    });
  };

  return {
    async page(number) {
      if (number === undefined) return read(query);
      return read({ ...query, ...readContactFilter({ page: number }, undefined) });
    },
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const { contacts } of pages()) yield* contacts;
    },
  };
}
