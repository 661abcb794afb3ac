import { FakeAssertionError } from "../../kit/expect/fake-assertion-error.js";
import { listSome } from "../../kit/expect/list-some.js";
import { checkKeys } from "../../kit/options/check-keys.js";
import { DefinitionProblems } from "../../kit/options/definition-problems.js";
import type { HintCode } from "../hints/hint.js";
import { HINT_RULES } from "../hints/hint-rules.js";
import type { StateReader } from "../state-reader.js";

/** Options of `noHints`. */
export interface NoHintsOptions {
  /** Hints that do not count. Default: none. */
  readonly except?: readonly HintCode[] | undefined;
}

// `Object.keys` is typed `string[]`; the table has these keys and no others.
const codes = Object.keys(HINT_RULES) as readonly HintCode[];

/**
 * No request in the log has a hint.
 *
 * @throws FakeAssertionError that lists every hint with its request
 * @throws FakeUsageError for an unknown option or hint
 */
export function expectNoHints(reader: StateReader, options: NoHintsOptions = {}): void {
  checkKeys("options", options, ["except"]);
  const { except = [] } = options;
  const problems = new DefinitionProblems();
  if (!Array.isArray(except)) problems.add("options.except", "must be a list of hints");
  else for (const [index, code] of except.entries()) problems.choice(`options.except[${index}]`, code, codes);
  problems.throwIfAny("This cannot be expected of the hints");
  const found = reader.requests.flatMap(({ id, method, path, hints }) =>
    hints
      .filter(({ code }) => !except.includes(code))
      .map(({ code, message }) => ({ code, line: `${id}, ${method} ${path}: ${message} (${code})` })),
  );
  if (found.length === 0) return;
  const many = found.length === 1 ? "There is a hint" : `There are ${found.length} hints`;
  throw new FakeAssertionError(
    `${many}:\n${listSome(
      found.map(({ line }) => line),
      20,
    )}`,
    { expected: [], actual: found.map(({ code }) => code) },
  );
}
