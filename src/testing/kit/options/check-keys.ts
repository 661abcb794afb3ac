import { DefinitionProblems } from "./definition-problems.js";

/**
 * Refuses options that are not a plain object or have an unknown key, since a mistyped option would otherwise be
 * ignored silently.
 *
 * @throws FakeUsageError that names the option and the nearest known name
 */
export function checkKeys(path: string, value: unknown, known: readonly string[]): void {
  const problems = new DefinitionProblems();
  problems.object(path, value, known);
  problems.throwIfAny("The fake was given unknown or wrong options");
}
