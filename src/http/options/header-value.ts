import type { InputIssue } from "../../errors/invalid-input-error.js";
import { issuesOf } from "../../schemas/objects/issues-of.js";

/**
 * Returns why a text cannot be sent as a credential in a header; undefined when it can. A control character
 * would let a value smuggle in further headers; anything beyond visible ASCII is a slip of copying.
 */
export function credentialProblem(value: unknown): string | undefined {
  if (typeof value !== "string") return "must be text";
  if (value === "") return "must not be empty";
  if (/^bearer\s/i.test(value)) return 'must be the token alone, without "Bearer"';
  if (/^\s|\s$/.test(value)) return "must not begin or end with a blank or a line break; trim it";
  if (!/^[\x21-\x7e]+$/.test(value)) {
    return "must be visible ASCII characters only, without blanks and line breaks";
  }
  return undefined;
}

/** The same as a list of issues, for a check at construction. */
export function credentialIssues(value: unknown, option: string): InputIssue[] {
  // Not by the rules of options: a credential that is undefined is wrong too.
  return issuesOf(credentialProblem(value), option);
}
