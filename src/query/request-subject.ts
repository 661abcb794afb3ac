import type { QuerySubject } from "./match-query.js";
import type { QueryKey, QueryTrait } from "./parse-query.js";
import type { RequestSummary } from "./request-summary.js";

type Values = readonly (string | number | undefined)[];

const values: Partial<Readonly<Record<QueryKey, (summary: RequestSummary) => Values>>> = {
  order: ({ order }) => [order],
  email: ({ who }) => (who?.includes("@") ? [who] : []),
  phone: ({ who }) => (who?.includes("@") ? [] : [who]),
  contact: ({ contact, who }) => [contact, who],
  status: ({ status, seen }) => (status === seen ? [status] : [status, seen]),
  outcome: ({ outcome }) => [outcome],
  flow: ({ flows = [] }) => flows,
  fault: ({ fault }) => [fault],
  token: ({ token }) => [token],
  field: ({ fields = [] }) => fields,
  hint: ({ hints = [] }) => hints,
  total: ({ total }) => [total],
};

const traits: Readonly<Record<QueryTrait, (summary: RequestSummary) => boolean>> = {
  refused: ({ status }) => status >= 400,
  created: ({ outcome }) => outcome === "created",
  updated: ({ outcome }) => outcome === "updated",
  unchanged: ({ hints }) => hints?.includes("unchanged") === true,
  struck: ({ fault }) => fault !== undefined,
  replay: ({ replayOf }) => replayOf !== undefined,
  import: ({ imported }) => imported === true,
  "went-back": ({ hints }) => hints?.includes("went-back") === true,
};

/** What a word is looked for in. */
const searched = [
  "method",
  "path",
  "status",
  "seen",
  "outcome",
  "code",
  "order",
  "contact",
  "who",
  "total",
  "currency",
  "fault",
  "token",
  "fields",
  "flows",
  "hints",
] as const;

/** A request as a query looks at it. */
export function requestSubject(summary: RequestSummary): QuerySubject {
  let text: string | undefined;
  return {
    text: () => (text ??= textOf(summary)),
    valuesOf: (key) => values[key]?.(summary) ?? [],
    is: (trait) => (Object.hasOwn(traits, trait) ? traits[trait](summary) : false),
    at: summary.at,
    position: summary.n,
  };
}

function textOf(summary: RequestSummary): string {
  let text = "";
  for (const name of searched) if (summary[name] !== undefined) text += `${summary[name]} `;
  return text.toLowerCase();
}
