import type { $ZodIssue, $ZodRawIssue } from "zod/v4/core";
import type { InputIssue } from "../../../../errors/invalid-input-error.js";
import { nearestName } from "../../../../schemas/objects/nearest-name.js";
import { momentIssues } from "./compile-moment.js";
import { listFields, objectFields, scalarFields } from "./csv-mapping.js";
import { mappingNames, mappingSchema, momentsSchema, ruleNames } from "./mapping-schema.js";

type Path = InputIssue["path"];

const expectations: Readonly<Record<string, string>> = {
  string: "text",
  object: "an object",
  record: "an object",
  array: "a list",
  boolean: "true or false",
};

/** Messages for what Zod reports only by a code; an issue with a message of its own keeps it. */
function wordsFor(issue: $ZodRawIssue): string {
  if (issue.code === "invalid_type") {
    if (issue.input === undefined) return "is required";
    return `must be ${expectations[issue.expected] ?? issue.expected}`;
  }
  return issue.code === "invalid_union" ? "must be of another form" : "is not valid";
}

/** Returns whether a choice failed at its beginning, so that it was not the intended one. */
function isOtherKind(issues: readonly $ZodIssue[]): boolean {
  return issues.every(({ code, path }) => path.length === 0 && code === "invalid_type");
}

/** Counts the keys that a choice does not have: the fewer, the likelier it was intended. */
const strangeKeys = (issues: readonly $ZodIssue[]): number =>
  issues.reduce((count, issue) => count + (issue.code === "unrecognized_keys" ? issue.keys.length : 0), 0);

function unknownKeys(keys: readonly string[], path: Path, known: readonly string[]): InputIssue[] {
  return keys.map((key) => {
    const meant = nearestName(key, known);
    const advice = meant === undefined ? `it can be ${known.join(", ")}` : `did you mean ${meant}?`;
    return { code: "unknown_field", path: [...path, key], message: `unknown name; ${advice}` };
  });
}

/** Returns the problems behind an issue; with several choices, those of the intended one. */
function toIssues(issue: $ZodIssue, base: Path, known: (path: Path) => readonly string[]): InputIssue[] {
  const path = [...base, ...issue.path.map((key) => (typeof key === "number" ? key : String(key)))];
  if (issue.code === "unrecognized_keys") return unknownKeys(issue.keys, path, known(path));
  if (issue.code === "invalid_union") {
    const [meant] = issue.errors
      .filter((issues) => !isOtherKind(issues))
      .sort((left, right) => strangeKeys(left) - strangeKeys(right));
    if (meant !== undefined) return meant.flatMap((inner) => toIssues(inner, path, known));
  }
  const isMissing = issue.message.startsWith("is required");
  return [{ code: isMissing ? "missing" : "invalid", path, message: issue.message }];
}

/** Returns the valid names at a place of a mapping. */
function namesAt(path: Path, more: readonly string[]): readonly string[] {
  const last = path.at(-1);
  if (path.length === 0) return [...mappingNames, ...more];
  if (path.length === 1 && last === "columns") return [...scalarFields, ...objectFields, ...listFields];
  if (last === "timeZone") return ["column", "zones"];
  if (path[0] === "numbers")
    return ["decimal", "thousands", "signs", ...(path.length === 1 ? ["column", "formats"] : [])];
  return ruleNames;
}

/**
 * Returns every mistake in a mapping, each with its path.
 *
 * @param more further valid names besides the mapping's own, for the message about an unknown one
 */
export function mappingIssues(mapping: object, more: readonly string[] = []): readonly InputIssue[] {
  const { error } = mappingSchema.safeParse(mapping, { error: wordsFor });
  const issues = error?.issues.flatMap((issue) => toIssues(issue, [], (path) => namesAt(path, more))) ?? [];
  const moments = momentsSchema.safeParse(mapping);
  return moments.success ? [...issues, ...momentIssues(moments.data)] : issues;
}
