import { formatPath, type InputIssue } from "../../errors/invalid-input-error.js";
import { isPrivyOrdersError } from "../../errors/is-privy-orders-error.js";
import type { ImportOutcome } from "../../import/import-options.js";
import type { RecordPosition } from "../../import/import-record.js";
import { plainIssues } from "./plain-words.js";

/** `line 12`, or `record 12` where there are no lines. */
export function describePosition({ line, column, record }: RecordPosition): string {
  if (line === undefined) return `record ${record}`;
  return column === undefined || column === 1 ? `line ${line}` : `line ${line}, column ${column}`;
}

/** `total: must be a number; email: is missing`, with the package's own messages, for settings and mappings. */
export function describeIssues(issues: readonly InputIssue[]): string {
  return issues
    .map(({ path, message }) => (path.length === 0 ? message : `${formatPath(path)}: ${message}`))
    .join("; ");
}

/** Describes why a record failed, without its position and its values. */
export function reasonOf({ issues, error }: Pick<ImportOutcome, "issues" | "error">): string {
  if (issues !== undefined && issues.length > 0) return plainIssues(issues);
  if (isPrivyOrdersError(error) && error.code === "rejected" && error.details.length > 0) {
    return `Privy refused it: ${error.details.map(({ field, message }) => `${field}: ${message}`).join("; ")}`;
  }
  return error?.message.replace(/\s*\n\s*/g, " ") ?? "unknown";
}

/** Describes why a record failed, in one line. */
export function describeFailure(outcome: Pick<ImportOutcome, "position" | "issues" | "error">): string {
  return `${describePosition(outcome.position)}: ${reasonOf(outcome)}`;
}
