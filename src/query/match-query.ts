import { parseQuery, type QueryKey, type QueryTerm, type QueryTrait } from "./parse-query.js";

/** What a query looks at. */
export interface QuerySubject {
  /** Everything that a word is looked for in. */
  readonly text: () => string;
  /** What it has under a key; nothing under `is`, `before` and `after`, which have questions of their own. */
  readonly valuesOf: (key: QueryKey) => readonly (string | number | undefined)[];
  readonly is: (trait: QueryTrait) => boolean;
  /** When, as ISO 8601 in UTC. */
  readonly at: string;
  readonly position: number | undefined;
}

/** Keys whose values are found by a part of them. */
const partial: ReadonlySet<QueryKey> = new Set(["email", "phone", "flow", "fault", "token"]);
const dayMs = 86_400_000;

/** Makes the test of a query, for any number of subjects. */
export function compileQuery(text: string): (subject: QuerySubject) => boolean {
  const terms = parseQuery(text);
  return (subject) => terms.every((term) => holds(term, subject) !== term.isNegated);
}

function holds({ key, value }: QueryTerm, subject: QuerySubject): boolean {
  switch (key) {
    case undefined:
      return subject.text().toLowerCase().includes(value);
    case "is":
      // A trait that there is not, nothing has.
      return subject.is(value as QueryTrait);
    case "before":
    case "after":
      return isOnSide(key, value, subject);
    case "status":
    case "total":
      return subject.valuesOf(key).some((one) => fitsNumber(value, one));
    default:
      return subject.valuesOf(key).some((one) => fitsText(value, one, partial.has(key)));
  }
}

function isOnSide(side: "before" | "after", value: string, { at, position }: QuerySubject): boolean {
  if (/^\d{1,9}$/.test(value)) {
    if (position === undefined) return false;
    return side === "before" ? position < Number(value) : position > Number(value);
  }
  const startMs = Date.parse(value.toUpperCase());
  // A bare date is the whole day.
  const endMs = /^\d{4}-\d\d-\d\d$/.test(value) ? startMs + dayMs - 1 : startMs;
  return side === "before" ? Date.parse(at) < startMs : Date.parse(at) > endMs;
}

function fitsNumber(wanted: string, value: string | number | undefined): boolean {
  if (value === undefined) return false;
  if (/^\dxx$/.test(wanted)) return String(value).length === 3 && String(value).startsWith(wanted[0] ?? "");
  const [, sign = "=", digits = ""] = /^(>=|<=|>|<|=)?(-?\d+(?:\.\d+)?)$/.exec(wanted) ?? [];
  if (digits === "") return String(value).toLowerCase() === wanted;
  const [one, other] = [Number(value), Number(digits)];
  // NaN is neither more nor less than anything.
  return sign.includes(one > other ? ">" : one < other ? "<" : one === other ? "=" : "?");
}

/** `*` stands for anything. Never a regular expression: queries come from outside. */
function fitsText(wanted: string, value: string | number | undefined, isPartial: boolean): boolean {
  if (value === undefined) return false;
  const text = String(value).toLowerCase();
  if (!wanted.includes("*")) return isPartial ? text.includes(wanted) : text === wanted;
  const [first = "", ...others] = wanted.split("*");
  const last = others.pop() ?? "";
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
    return false;
  let from = first.length;
  for (const part of others) {
    const found = text.indexOf(part, from);
    if (found < 0 || found + part.length > text.length - last.length) return false;
    from = found + part.length;
  }
  return true;
}
