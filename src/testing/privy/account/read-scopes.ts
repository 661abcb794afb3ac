import { ALL_SCOPES, type Scope } from "../../../privy/scope.js";
import { DefinitionProblems } from "../../kit/options/definition-problems.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";

/**
 * Reads the scopes of a credential, without duplicates.
 *
 * @param subject the owner, as the beginning of a sentence: "A token"
 * @throws FakeUsageError that names unknown scopes
 */
export function readScopes(subject: string, scopes: unknown): readonly Scope[] {
  if (!Array.isArray(scopes)) throw new FakeUsageError(`${subject}'s scopes must be a list.`);
  const problems = new DefinitionProblems();
  const known = scopes.map((scope, index) => problems.choice(`scopes[${index}]`, scope, ALL_SCOPES));
  problems.throwIfAny(`${subject} cannot have these scopes`);
  return Object.freeze([...new Set(known.filter((scope) => scope !== undefined))]);
}
