import type { IssueCode } from "./issue-code.js";

/** The codes of records that are no orders to report. Imports and hooks count them as skipped, not as failed. */
export const SKIPPABLE_ISSUE_CODES: readonly IssueCode[] = ["not_an_order", "no_contact", "is_test"];

/**
 * Whether a caught error, or a record of an import, only says that there is no order to report: a draft, a test order, an
 * order without e-mail and phone. Each of its issues must say so, so that no mistake in the data hides behind one of them.
 *
 * @param refusal an `InvalidInputError`, also one of another copy of the package, or anything else that was thrown
 */
export function isSkippable(refusal: unknown): boolean {
  if (typeof refusal !== "object" || refusal === null || !("issues" in refusal)) return false;
  const { issues } = refusal;
  const codes: readonly unknown[] = SKIPPABLE_ISSUE_CODES;
  return (
    Array.isArray(issues) &&
    issues.length > 0 &&
    issues.every((issue: unknown) => codes.includes(codeOf(issue)))
  );
}

function codeOf(issue: unknown): unknown {
  return typeof issue === "object" && issue !== null && "code" in issue ? issue.code : undefined;
}
