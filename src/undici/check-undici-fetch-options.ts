import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import { LONGEST_TIMER_MS } from "../http/clock.js";
import { parseUrl } from "../http/options/parse-url.js";
import { unknownOptions } from "../http/options/unknown-options.js";
import { isRecord } from "../schemas/objects/is-object.js";
import {
  UNDICI_FETCH_OPTION_NAMES,
  UNDICI_TLS_OPTION_NAMES,
  type UndiciFetchOptions,
} from "./undici-fetch-options.js";

const unverified =
  "is not an option: a token is never sent to a server whose certificate was not verified; name its certificate in ca";

function unknownNames(given: object, known: readonly string[], owner: string): InputIssue[] {
  return unknownOptions(given, known, owner).map((issue) =>
    issue.path[0] === "rejectUnauthorized" ? { ...issue, message: unverified } : issue,
  );
}

interface NumberRule {
  readonly least: number;
  readonly whole: boolean;
}

const numberRules: readonly (readonly [keyof UndiciFetchOptions, NumberRule])[] = [
  ["connections", { least: 1, whole: true }],
  ["pipelining", { least: 0, whole: true }],
  ["keepAliveTimeoutMs", { least: 1, whole: false }],
  ["keepAliveMaxTimeoutMs", { least: 1, whole: false }],
  ["connectTimeoutMs", { least: 0, whole: true }],
];

function numberProblem(value: unknown, { least, whole }: NumberRule): string | undefined {
  if (value === undefined) return undefined;
  const kind = whole ? "whole number" : "number";
  const fits =
    typeof value === "number" &&
    (whole ? Number.isInteger(value) : Number.isFinite(value)) &&
    value >= least &&
    value <= LONGEST_TIMER_MS;
  return fits ? undefined : `must be a ${kind} from ${least} to ${LONGEST_TIMER_MS}`;
}

function proxyProblem(value: unknown): string | undefined {
  if (value === undefined || value === "env") return undefined;
  const url = typeof value === "string" ? parseUrl(value) : value;
  if (!(url instanceof URL))
    return 'must be the URL of a proxy, for example http://proxy.example:3128, or "env"';
  const { protocol, username, password } = url;
  if (protocol !== "http:" && protocol !== "https:") return "must begin with http:// or https://";
  // undici sends credentials only when both parts are there, and says nothing when it does not.
  if ((username === "") !== (password === "")) return "must hold both a user name and a password, or neither";
  return undefined;
}

function tlsIssues(value: unknown, name: "tls" | "proxyTls"): InputIssue[] {
  if (value === undefined) return [];
  if (!isRecord(value)) return [{ code: "invalid", path: [name], message: "must be an object" }];
  const unknown = unknownNames(value, UNDICI_TLS_OPTION_NAMES, name);
  return unknown.map((issue) => ({ ...issue, path: [name, ...issue.path] }));
}

/**
 * Refuses options that are unknown or out of range, all at once, before any of them is used.
 *
 * @throws InvalidInputError; it names options, and quotes no value: a proxy's URL may hold a password
 */
export function checkUndiciFetchOptions(options: UndiciFetchOptions): void {
  const subject = "The undici fetch was not created";
  if (!isRecord(options))
    throw new InvalidInputError(subject, [{ code: "invalid", path: [], message: "must be an object" }]);
  const issues = unknownNames(options, UNDICI_FETCH_OPTION_NAMES, "the undici fetch");
  for (const [name, rule] of numberRules) {
    const message = numberProblem(options[name], rule);
    if (message !== undefined) issues.push({ code: "invalid", path: [name], message });
  }
  const { proxyUrl, allowH2, tls, proxyTls } = options;
  const proxy = proxyProblem(proxyUrl);
  if (proxy !== undefined) issues.push({ code: "invalid", path: ["proxyUrl"], message: proxy });
  if (allowH2 !== undefined && typeof allowH2 !== "boolean")
    issues.push({ code: "invalid", path: ["allowH2"], message: "must be true or false" });
  issues.push(...tlsIssues(tls, "tls"), ...tlsIssues(proxyTls, "proxyTls"));
  if (issues.length > 0) throw new InvalidInputError(subject, issues);
}
