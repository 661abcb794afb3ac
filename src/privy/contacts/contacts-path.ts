import type { InputIssue } from "../../errors/invalid-input-error.js";
import { lazyPattern } from "../../phone/lazy-pattern.js";
import { issuesOf } from "../../schemas/objects/issues-of.js";

const longest = 255;
const surrogate = /* @__PURE__ */ lazyPattern("\\p{Surrogate}", "u");

/**
 * What keeps a value from being a contact's id. Encoding takes the meaning from every character of an id except for a
 * dot: `.` and `..` would name another place, and are refused.
 */
export function contactIdIssues(id: unknown): InputIssue[] {
  return issuesOf(problemOf(id), "id");
}

function problemOf(id: unknown): string | undefined {
  const expected = "must be the id that Privy gave a contact (cus_...)";
  if (typeof id !== "string" || id.trim() === "") return expected;
  if (id.includes("@")) return `${expected}; list({ email }) finds a contact by email`;
  if (id.length > longest) return `${expected}, of at most ${longest} characters`;
  return id === "." || id === ".." || surrogate().test(id) ? expected : undefined;
}

/** The path of a contact whose id has no issues, every character encoded so that none can leave the place of an id. */
export function contactPath(id: string): string {
  return `/contacts/${encodeURIComponent(id)}`;
}

/** The path of every contact, for observers and messages. */
export const CONTACT_ROUTE = "/contacts/{id}" as const;
