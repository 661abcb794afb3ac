import type { InputIssue } from "../../errors/invalid-input-error.js";

/** The issue of what has a problem, with its path; none when there is no problem. */
export function issuesOf(problem: string | undefined, ...path: string[]): InputIssue[] {
  return problem === undefined ? [] : [{ code: "invalid", path, message: problem }];
}
