import { compileQuery, type QuerySubject } from "../../query/match-query.js";
import { parseQuery, QUERY_TRAITS } from "../../query/parse-query.js";
import { requestSubject } from "../../query/request-subject.js";
import type { RequestSummary } from "../../query/request-summary.js";

/** What a filter lets through. */
export interface FilteredRequests {
  readonly shown: readonly RequestSummary[];
  /** What in the filter means nothing. */
  readonly problem: string | undefined;
}

/** Filters the list of requests, again and again as it grows. */
export interface RequestFilter {
  read(list: readonly RequestSummary[], query: string): FilteredRequests;
}

/**
 * Makes a filter that remembers: while the list only grows and the query stays, it looks at each request once. The grammar is
 * the fake's own.
 */
export function createRequestFilter(): RequestFilter {
  let query: string | undefined;
  let source: readonly RequestSummary[] | undefined;
  let seen = 0;
  let shown: RequestSummary[] = [];
  /** Each request of the source with what a query looks at: the next query needs it again. */
  let pairs: (readonly [RequestSummary, QuerySubject])[] = [];
  let fits = compileQuery("");

  return {
    read(list, text) {
      if (text.trim() === "") return { shown: list, problem: undefined };
      if (text !== query || list !== source) {
        if (text !== query) fits = compileQuery(text);
        if (list !== source) pairs = [];
        query = text;
        source = list;
        seen = 0;
        shown = [];
      }
      pairs.push(...list.slice(pairs.length).map((row) => [row, requestSubject(row)] as const));
      for (const [row, subject] of pairs.slice(seen)) if (fits(subject)) shown.push(row);
      seen = list.length;
      return { shown, problem: problemOf(text) };
    },
  };
}

/** `is:` takes few words; another one fits nothing, which looks like a fault of the page. */
function problemOf(text: string): string | undefined {
  const traits: readonly string[] = QUERY_TRAITS;
  const wrong = parseQuery(text).find(
    ({ key, value }) => key === "is" && value !== "" && !traits.includes(value),
  );
  return wrong && `is:${wrong.value} is unknown; known are ${QUERY_TRAITS.join(", ")}.`;
}
