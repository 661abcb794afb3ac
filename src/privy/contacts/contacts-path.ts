import type { InputIssue } from "../../errors/invalid-input-error.js";
import { lazyPattern } from "../../phone/lazy-pattern.js";

const longest = 255;
const surrogate = /* @__PURE__ */ lazyPattern("\\p{Surrogate}", "u");

/**
 * What keeps a value from being a contact's id. Encoding takes the meaning from every character of an id except for a
 * dot: `.` and `..` would name another place, and are refused.
 */
export function contactIdIssues(id: unknown): InputIssue[] {
  const message = problemOf(id);
  return message === undefined ? [] : [{ code: "invalid", path: ["id"], message }];
}

function problemOf(id: unknown): string | undefined {
  const expected = "must be a contact's id, the text that Privy gave as `id` (cus_…)";
  if (typeof id !== "string" || id.trim() === "") return expected;
  if (id.length > longest) return `${expected}, of at most ${longest} characters`;
  if (id === "." || id === "..") return `${expected}; this one would name another address`;
  return surrogate().test(id) ? `${expected}; this one has half a character in it` : undefined;
}

/** The path of a contact whose id has no issues, every character encoded so that none can leave the place of an id. */
export function contactPath(id: string): string {
  return `/contacts/${encodeURIComponent(id)}`;
}

/** The path of every contact, for observers and messages. */
export const CONTACT_ROUTE = "/contacts/{id}" as const;
