import { UnexpectedResponseError } from "../../errors/unexpected-response-error.js";
import type { ContactPage } from "./contacts-result.js";

export interface WalkOptions {
  /** The first page, counted from 1. */
  readonly start: number;
  /** How many contacts a page is asked to hold. */
  readonly perPage: number;
  readonly read: (page: number) => Promise<ContactPage>;
}

/** How many contacts are remembered, so that none is given twice: about a megabyte of ids. */
const remembered = 10_000;
/** So many further pages in a row without anything new are no coincidence any more. */
const mostIdlePages = 3;
/** A page that says it holds more is mistaken, and would make places too large to count. */
const largestPage = 1_000;

/** Tells new ids from recent ones. */
function createRecentIds(): (id: string) => boolean {
  const ids = new Set<string>();
  return (id) => {
    if (ids.has(id)) return false;
    ids.add(id);
    if (ids.size > remembered) for (const oldest of ids.values()) return ids.delete(oldest);
    return true;
  };
}

function unending({ response }: ContactPage, what: string): UnexpectedResponseError {
  return new UnexpectedResponseError(
    `contacts.list was answered with ${what}, so the list cannot be read to its end. Look for a proxy or a cache that ignores the query string.`,
    { reason: "shape", status: response.status, attempts: response.attempts },
  );
}

/**
 * Reads page after page, for as long as there are any. There is no cursor, so contacts move between two pages:
 * those that new ones push back are given once; when the list has become shorter, as it does when the caller deletes
 * what it is given, the pages before are read again for those that moved forward.
 *
 * @throws UnexpectedResponseError `shape` when the pages repeat and never end
 */
export async function* walkPages(options: WalkOptions): AsyncGenerator<ContactPage, void, undefined> {
  const { start, read } = options;
  const isNew = createRecentIds();
  let number = start;
  let furthest = 0;
  let idlePages = 0;
  let size: number | undefined;
  let total: number | undefined;
  /** Every contact of the list that stands before this place has been given. */
  let covered: number | undefined;
  let newSinceStepBack = 0;
  for (;;) {
    const page = await read(number);
    const { page: echoed, per_page, total_count, total_pages } = page.pagination;
    size ??= Math.min(per_page ?? options.perPage, largestPage);
    if (echoed !== undefined && echoed !== number) throw unending(page, "another page than it was asked for");
    const contacts = page.contacts.filter(({ id }) => isNew(id));
    if (contacts.length > 0 || furthest === 0) yield { ...page, contacts };

    newSinceStepBack += contacts.length;
    const first = (start - 1) * size;
    covered ??= first;
    // Stepping back needs something new, or two servers that disagree on the total would keep us here for ever.
    const lost = newSinceStepBack > 0 ? Math.max(0, (total ?? 0) - (total_count ?? total ?? 0)) : 0;
    total = total_count ?? total;
    covered = Math.max(first, covered - lost);
    if (covered < (number - 1) * size) newSinceStepBack = 0;
    else covered = Math.max(covered, number * size);
    const next = Math.floor(covered / size) + 1;

    const last = total_pages ?? (total_count === undefined ? undefined : Math.ceil(total_count / size));
    if (next > number && page.contacts.length === 0) return;
    if (last === undefined ? contacts.length === 0 : next > last) return;
    if (number > furthest) idlePages = contacts.length === 0 ? idlePages + 1 : 0;
    if (idlePages >= mostIdlePages) throw unending(page, "the same contacts over and over");
    furthest = Math.max(furthest, number);
    number = next;
  }
}
