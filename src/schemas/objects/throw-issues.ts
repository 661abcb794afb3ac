import { type InputIssue, InvalidInputError } from "../../errors/invalid-input-error.js";

/**
 * Throws when there is any issue.
 *
 * @param subject what was refused, as the beginning of a sentence: "The client was not created"
 */
export function throwIssues(subject: string, issues: readonly InputIssue[]): void {
  if (issues.length > 0) throw new InvalidInputError(subject, issues);
}
