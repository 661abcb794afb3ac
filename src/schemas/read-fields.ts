import type { Problems, Rules } from "./field.js";

/**
 * Reads an object's fields, each by its own rule, with undefined for the ones that were not given. Fields without a rule
 * are left out. The problems of each field are counted by themselves, so that one cannot hide another's.
 */
export function readFields<Read extends object>(
  source: Readonly<Record<string, unknown>>,
  rules: Rules<Read>,
  problems: Problems,
): Read {
  const read: Partial<Read> = {};
  let own: Problems = { issues: [] };
  for (const field in rules) {
    read[field] = rules[field](source[field], own);
    if (own.issues.length === 0) continue;
    for (const { path, message } of own.issues) problems.issues.push({ path: [field, ...path], message });
    own = { issues: [] };
  }
  // Each field was assigned above.
  return read as Read;
}
