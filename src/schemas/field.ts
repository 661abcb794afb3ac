import { $ZodObject, $ZodTransform, type $ZodType, type ParsePayload } from "zod/v4/core";
import type { InputIssue } from "../errors/invalid-input-error.js";
import type { IssueCode } from "../errors/issue-code.js";

/** Where a problem stands, below the value that is being read. */
export type Path = readonly (string | number)[];

/** Where the problems of a value are collected while it is read. */
export type Problems = ParsePayload;

/** Whether a value is given: neither null, undefined nor blank text. */
export function isGiven(value: unknown): boolean {
  return typeof value === "string" ? value.trim() !== "" : value !== undefined && value !== null;
}

/** Issues reported per field at most: thousands of bad elements would repeat the same. */
export const mostProblems = 100;

/** Adds a problem. The message says what to do and never quotes the value. */
export function report(problems: Problems, code: IssueCode, message: string, path: Path = []): void {
  const { issues } = problems;
  if (issues.length > mostProblems) return;
  const last = issues.length === mostProblems;
  issues.push({
    code: "custom",
    params: { code: last ? "invalid" : code },
    message: last ? "has more problems than are listed" : message,
    path: last ? [] : [...path],
    input: undefined,
  });
}

/** Adds a problem and returns in place of the value that could not be read; always used as `return refuse(…)`. */
export function refuse(problems: Problems, code: IssueCode, message: string, path: Path = []): never {
  report(problems, code, message, path);
  // With a problem the whole input is refused, so that this value is never used.
  return undefined as never;
}

/** A problem as Zod keeps it. Its `code` is Zod's own; ours stands in `params`. */
type ZodIssue = Pick<Problems["issues"][number], "path" | "message"> & { readonly params?: unknown };

/** Takes from Zod's issue what ours has, and nothing that could hold the value. */
export function toIssue({ path, message, params }: ZodIssue): InputIssue {
  const keys = (path ?? []).map((key) => (typeof key === "number" ? key : String(key)));
  // `report` is the only place where an issue is made, and it gives each its code.
  const { code } = params as { code: IssueCode };
  return { code, path: keys, message: String(message) };
}

/** Reports the problems that were found in a part of a value, each below the place of that part. */
export function passOn(problems: Problems, found: readonly ZodIssue[], above: Path): void {
  for (const issue of found) {
    const { code, path, message } = toIssue(issue);
    report(problems, code, message, [...above, ...path]);
  }
}

/**
 * How a value is read.
 *
 * Of Zod only transforms are used inside, not its types and checks: one value may come as text, number, bigint or a library's
 * object, its problems are reported in our words, and no issue may quote it, as Zod's own may. What Zod brings is the object with
 * all its fields at once, and `./zod`, where each rule becomes a field. It is Zod's core alone: the methods of its
 * schemas, which nothing here calls, would weigh as much again.
 */
export type Rule<Output> = $ZodType<Output, unknown>;

type ZodResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly value?: undefined; readonly issues: readonly ZodIssue[] };

/**
 * Reads a value by a rule, through the interface that libraries of schemas share: Zod's own functions would bring its error
 * class along, which nothing here needs.
 *
 * @throws TypeError when the value throws while it is read
 */
export function readRule<Output>(rule: Rule<Output>, value: unknown): ZodResult<Output> {
  const read = rule["~standard"].validate(value);
  // No rule is asynchronous, and Zod gives more of an issue than the interface says.
  if (!(read instanceof Promise)) return read as ZodResult<Output>;
  // Zod reads a value that throws once more, asynchronously.
  read.catch(() => undefined);
  throw new TypeError("The value throws while it is read.");
}

type ReadValue<Output> = { readonly value: Output } | { readonly issues: readonly InputIssue[] };

/** Reads a value by a rule: what it gives, or every problem. */
export function readBy<Output>(rule: Rule<Output>, value: unknown): ReadValue<Output> {
  const read = readRule(rule, value);
  return read.issues === undefined ? read : { issues: read.issues.map(toIssue) };
}

/** Reads a value within another one by a rule, and reports its problems there; undefined when there are any. */
export function readPart<Output>(rule: Rule<Output>, value: unknown, problems: Problems): Output | undefined {
  const read = readRule(rule, value);
  passOn(problems, read.issues ?? [], []);
  return read.value;
}

/** A field that must be there: `read` also sees `null` and `undefined`. */
/* @__NO_SIDE_EFFECTS__ */
export function required<Output>(read: (value: unknown, problems: Problems) => Output): Rule<Output> {
  // `transform` types its output as awaited; no rule is asynchronous.
  const rule: object = new $ZodTransform({ type: "transform", transform: read });
  return rule as Rule<Output>;
}

/** A field that may be left out: `null` and `undefined` are omitted, and `read` never sees them. */
/* @__NO_SIDE_EFFECTS__ */
export function optional<Output>(
  read: (value: unknown, problems: Problems) => Output,
): Rule<Output | undefined> {
  return required((value, problems) =>
    value === undefined || value === null ? undefined : read(value, problems),
  );
}

/** An object's fields, each by its own rule. Others are left out. */
/* @__NO_SIDE_EFFECTS__ */
export function fields<Shape extends object>(
  rules: { [Field in keyof Shape]: Rule<Shape[Field]> },
): Rule<Shape> {
  return new $ZodObject({ type: "object", shape: rules }) as Rule<Shape>;
}
