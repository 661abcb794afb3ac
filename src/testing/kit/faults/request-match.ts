import { isPlainObject } from "../../../schemas/objects/plain-object.js";
import type { RequestView } from "../log/request-view.js";
import type { DefinitionProblems } from "../options/definition-problems.js";

/** A selection of requests, as data: all given members must fit. `*` in a text stands for anything. */
export interface RequestMatch {
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  /** The id of the order in the body. */
  readonly order?: string | number | bigint | undefined;
  /** The e-mail address in the body or query; letter case does not count. */
  readonly email?: string | undefined;
  /** The id of the contact in the path. */
  readonly contact?: string | undefined;
  /** The name of the token, as in `tokenName` of the log. */
  readonly token?: string | undefined;
  /** Header values by header names. */
  readonly header?: Readonly<Record<string, string>> | undefined;
  /** Members that the body must have; it may have others. A list must have exactly these elements. */
  readonly body?: unknown;
  /** The share of the fitting requests, from 0 to 1, drawn from the fake's seed. Default 1. */
  readonly share?: number | undefined;
}

/** The order or contact that a request is about, as the vendor defines it. */
export interface RequestSubject {
  readonly order?: string | undefined;
  readonly email?: string | undefined;
  readonly contact?: string | undefined;
}

/** The values that a match compares. */
export interface MatchedRequest {
  readonly view: RequestView;
  readonly subject: () => RequestSubject;
  readonly tokenName: () => string | undefined;
  /** Returns the next number from 0 (included) to 1 (excluded). */
  readonly random: () => number;
}

const texts = ["method", "path", "email", "contact", "token"] as const;
const keys: readonly string[] = [...texts, "order", "header", "body", "share"];

/** Adds the problems of a match. */
export function checkRequestMatch(path: string, value: unknown, problems: DefinitionProblems): void {
  const match = problems.object(path, value, keys);
  if (match === undefined) return;
  for (const name of texts) {
    if (match[name] !== undefined && typeof match[name] !== "string") {
      problems.add(`${path}.${name}`, "must be text");
    }
  }
  const { order, header, share } = match;
  if (order !== undefined && !["string", "number", "bigint"].includes(typeof order)) {
    problems.add(`${path}.order`, "must be an order's id");
  }
  const isHeader = isPlainObject(header) && Object.values(header).every((text) => typeof text === "string");
  if (header !== undefined && !isHeader)
    problems.add(`${path}.header`, "must be an object of names and texts");
  if (share !== undefined && !(typeof share === "number" && share >= 0 && share <= 1)) {
    problems.add(`${path}.share`, "must be a number from 0 to 1: 0.2 is one request in five");
  }
}

/** Returns whether a request fits a match. */
export function matchesRequest(match: RequestMatch, request: MatchedRequest): boolean {
  const { view } = request;
  const { method, path, order, email, contact, token, header, body, share } = match;
  const about = order === undefined && email === undefined && contact === undefined ? {} : request.subject();
  return (
    (method === undefined || fits(method.toUpperCase(), view.method)) &&
    (path === undefined || fits(path, view.path)) &&
    (order === undefined || String(order) === about.order) &&
    (email === undefined ||
      (about.email !== undefined && fits(email.toLowerCase(), about.email.toLowerCase()))) &&
    (contact === undefined || (about.contact !== undefined && fits(contact, about.contact))) &&
    (token === undefined || request.tokenName() === token) &&
    Object.entries(header ?? {}).every(([name, text]) => fits(text, view.headers[name.toLowerCase()])) &&
    (body === undefined || isPart(body, view.body)) &&
    (share === undefined || request.random() < share)
  );
}

/**
 * Returns whether a text fits a pattern in which `*` stands for anything. Never a regular expression, since patterns
 * come from outside.
 */
function fits(pattern: string, text: string | undefined): boolean {
  if (text === undefined) return false;
  const [first = "", ...others] = pattern.split("*");
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
    return false;
  let from = first.length;
  for (const part of others) {
    const at = text.indexOf(part, from);
    if (at < 0 || at + part.length > text.length - last.length) return false;
    from = at + part.length;
  }
  return true;
}

function isPart(part: unknown, whole: unknown): boolean {
  if (Array.isArray(part)) {
    return (
      Array.isArray(whole) &&
      part.length === whole.length &&
      part.every((element, index) => isPart(element, whole[index]))
    );
  }
  if (typeof part === "object" && part !== null) {
    if (typeof whole !== "object" || whole === null) return false;
    return Object.entries(part).every(
      ([name, member]) => Object.hasOwn(whole, name) && isPart(member, Reflect.get(whole, name)),
    );
  }
  const isInteger = typeof part === "bigint" || typeof whole === "bigint";
  return part === whole || (isInteger && typeof part !== "string" && String(part) === String(whole));
}
