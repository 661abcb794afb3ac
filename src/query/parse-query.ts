/** What a query can ask for by name: `order:3001`. */
export const QUERY_KEYS = [
  "order",
  "email",
  "phone",
  "contact",
  "status",
  "outcome",
  "flow",
  "fault",
  "token",
  "field",
  "hint",
  "is",
  "before",
  "after",
  "total",
] as const;

/** What `is:` can ask for. */
export const QUERY_TRAITS = [
  "refused",
  "created",
  "updated",
  "unchanged",
  "struck",
  "replay",
  "import",
  "went-back",
] as const;

export type QueryKey = (typeof QUERY_KEYS)[number];
export type QueryTrait = (typeof QUERY_TRAITS)[number];

/** One word of a query. All of them must hold. */
export interface QueryTerm {
  /** Undefined for a word that may stand anywhere. */
  readonly key: QueryKey | undefined;
  /** In lower case, without its quotes. */
  readonly value: string;
  readonly isNegated: boolean;
}

const term = /(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/giy;
const keys: readonly string[] = QUERY_KEYS;

/** Reads the words of a query. Every text is one: what has no meaning of its own is looked for as it stands. */
export function parseQuery(text: string): readonly QueryTerm[] {
  const terms: QueryTerm[] = [];
  const query = text.trim();
  let at = 0;
  while (at < query.length) {
    term.lastIndex = at;
    const [whole = "", minus = "", name, quoted, bare] = term.exec(query) ?? [query.slice(at)];
    at += whole.length;
    while (/\s/.test(query[at] ?? "")) at += 1;
    const key = name?.toLowerCase();
    const isKnown = key !== undefined && keys.includes(key);
    const value = quoted ?? bare ?? "";
    if (value === "" && whole.replaceAll('"', "") === "") continue;
    terms.push({
      // It is one of the list.
      key: isKnown ? (key as QueryKey) : undefined,
      value: (isKnown || name === undefined ? value : `${name}:${value}`).toLowerCase(),
      isNegated: minus === "-",
    });
  }
  return terms;
}
