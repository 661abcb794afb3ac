import { DefinitionProblems } from "./definition-problems.js";

/**
 * Refuses an options value that is no plain object or that has a key which nobody reads: a mistyped option would
 * otherwise be ignored in silence.
 *
 * @throws FakeUsageError naming the option and the nearest known name
 */
export function checkKeys(path: string, value: unknown, known: readonly string[]): void {
  const problems = new DefinitionProblems();
  problems.object(path, value, known);
  problems.throwIfAny("The fake was given options that it cannot use");
}
