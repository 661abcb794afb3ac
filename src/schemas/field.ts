/** Where a problem stands, below the value that is being read. */
export type Path = readonly (string | number)[];

/** What is wrong with a value, or with a part of it. */
export interface Problem {
  readonly path: Path;
  readonly message: string;
}

/** Where the problems of a value are collected while it is read. */
export interface Problems {
  readonly issues: Problem[];
}

/** Reads one value of unknown origin. What it gives after a problem is nobody's to read: the whole input is refused. */
export type Rule<Output> = (value: unknown, problems: Problems) => Output;

/** A rule for each field of an object. */
export type Rules<Read> = { readonly [Field in keyof Read]: Rule<Read[Field]> };

/** How many problems of one field are told: the rest of those of thousands of bad elements would say nothing new. */
export const mostProblems = 100;

/** Adds a problem. The message says what to do and never quotes the value. */
export function report(problems: Problems, message: string, path: Path = []): void {
  const { issues } = problems;
  if (issues.length > mostProblems) return;
  const last = issues.length === mostProblems;
  issues.push(
    last ? { path: [], message: "has more problems than are listed" } : { path: [...path], message },
  );
}

/** Adds a problem and stands in for the value that could not be had; always used as `return refuse(…)`. */
export function refuse(problems: Problems, message: string, path: Path = []): never {
  report(problems, message, path);
  // With a problem the whole input is refused, so that nobody sees what stands here.
  return undefined as never;
}

/** A field that may be left out: `null` and `undefined` are omitted, and `read` never sees them. */
export function optional<Output>(read: Rule<Output>): Rule<Output | undefined> {
  return (value, problems) => (value === undefined || value === null ? undefined : read(value, problems));
}
