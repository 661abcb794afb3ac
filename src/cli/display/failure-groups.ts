import type { ImportOutcome } from "../../import/import-options.js";
import { describePosition, reasonOf } from "./describe-failure.js";
import { formatCount } from "./format-text.js";
import { plainIssue } from "./plain-words.js";

/** The failures with one reason. */
export interface FailureGroup {
  readonly reason: string;
  readonly count: number;
  /** Where the first of them stand. */
  readonly first: readonly string[];
}

/** Returns the reasons of a failure, of which a record can have several. */
function reasonsOf(failure: Pick<ImportOutcome, "issues" | "error">): string[] {
  const { issues = [] } = failure;
  return issues.length === 0 ? [reasonOf(failure)] : issues.map(plainIssue);
}

/** Counts failures by their reasons, with the first positions of each. */
export interface FailureGroups {
  add(failure: Pick<ImportOutcome, "position" | "issues" | "error">): void;
  /** The most frequent first. */
  readonly groups: readonly FailureGroup[];
}

const mostPlaces = 5;
/** The most groups; a file with more reasons is probably of another kind. */
const mostReasons = 200;
const otherReasons = "other reasons";

export function createFailureGroups(): FailureGroups {
  const groups = new Map<string, { count: number; first: string[] }>();
  return {
    add(failure) {
      for (const own of new Set(reasonsOf(failure))) {
        const reason = groups.has(own) || groups.size < mostReasons ? own : otherReasons;
        const group = groups.get(reason) ?? { count: 0, first: [] };
        group.count += 1;
        if (group.first.length < mostPlaces) group.first.push(describePosition(failure.position));
        groups.set(reason, group);
      }
    },
    get groups() {
      return [...groups]
        .map(([reason, { count, first }]) => ({ reason, count, first }))
        .sort((left, right) => right.count - left.count);
    },
  };
}

const mostShown = 20;

/** Describes the groups: `2 × currency: must be …` with the first positions. */
export function describeGroups(groups: readonly FailureGroup[]): string[] {
  const lines = groups.slice(0, mostShown).flatMap(({ reason, count, first }) => {
    const more = count > first.length ? ", …" : "";
    return [`  ${formatCount(count)} × ${reason}`, `      ${first.join(", ")}${more}`];
  });
  const rest = groups.length - mostShown;
  return rest > 0 ? [...lines, `  … and ${formatCount(rest)} more reasons`] : lines;
}
