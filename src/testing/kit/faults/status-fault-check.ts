import { isPlainObject } from "../../../schemas/objects/plain-object.js";
import { type Duration, parseDuration } from "../clock/duration.js";
import type { DefinitionProblems } from "../options/definition-problems.js";

const keys = ["status", "envelope", "body", "contentType", "retryAfter", "headers", "stored"];

/** Responses with these statuses have no body. */
export const NULL_BODY_STATUSES: ReadonlySet<number> = new Set([204, 205, 304]);

/** Adds the problems of a status fault. */
export function checkStatusFault(
  path: string,
  value: Readonly<Record<string, unknown>>,
  problems: DefinitionProblems,
): void {
  problems.object(path, value, keys);
  const { status, envelope, body, contentType, retryAfter, headers } = value;
  if (typeof status !== "number" || !Number.isInteger(status) || status < 200 || status > 599) {
    problems.add(`${path}.status`, "must be a whole number from 200 to 599");
  } else if (envelope === true && status < 400) {
    problems.add(`${path}.envelope`, "is for refusals, from 400 on: give a body instead");
  } else if (NULL_BODY_STATUSES.has(status) && body !== undefined && body !== "") {
    problems.add(`${path}.body`, "is not possible: a response with this status has none");
  }
  problems.flag(`${path}.envelope`, envelope);
  problems.flag(`${path}.stored`, value.stored);
  if (body !== undefined && typeof body !== "string") problems.add(`${path}.body`, "must be text");
  if (envelope === true && body !== undefined) {
    problems.add(`${path}.body`, "replaces the envelope: leave one of the two out");
  }
  if (contentType !== undefined && !isHeaderValue("content-type", contentType)) {
    problems.add(`${path}.contentType`, "must be text that a header can carry");
  }
  if (!isRetryAfter(retryAfter)) {
    problems.add(
      `${path}.retryAfter`,
      'must be seconds, a Date, text that a header can carry, { dateAfter: "30s" } or null',
    );
  }
  if (headers === undefined) return;
  if (!isPlainObject(headers)) problems.add(`${path}.headers`, "must be an object of header names and texts");
  else if (!Object.entries(headers).every(([name, text]) => isHeaderValue(name, text))) {
    problems.add(`${path}.headers`, "has a name or a value that a header cannot carry");
  }
}

function isHeaderValue(name: string, value: unknown): boolean {
  if (typeof value !== "string") return false;
  try {
    new Headers().set(name, value);
    return true;
  } catch {
    return false;
  }
}

function isRetryAfter(value: unknown): boolean {
  if (value === undefined || value === null || isHeaderValue("retry-after", value)) return true;
  if (typeof value === "number") return Number.isFinite(value);
  // By its tag: fake timers and other realms have a `Date` of their own.
  if (Object.prototype.toString.call(value) === "[object Date]") return !Number.isNaN(Number(value));
  if (!isPlainObject(value) || Object.keys(value).join() !== "dateAfter") return false;
  try {
    // Any value is checked at run time.
    parseDuration(value.dateAfter as Duration);
    return true;
  } catch {
    return false;
  }
}
