import { DefinitionProblems } from "./definition-problems.js";

/** One point that a vendor's pages leave open or contradict themselves on. */
export interface DecisionRow {
  /** The default reading. */
  readonly default: string;
  /** The other readings that a test can choose. */
  readonly alternatives: readonly string[];
  /** The documentation page that leaves the point open. */
  readonly page: string;
  /** The reason for the default. */
  readonly reason: string;
}

/**
 * Completes the given readings with the defaults.
 *
 * @throws FakeUsageError for an unknown switch or reading; it names the nearest known one
 */
export function chooseReadings(
  rows: Readonly<Record<string, DecisionRow>>,
  chosen: unknown,
): Readonly<Record<string, string>> {
  const problems = new DefinitionProblems();
  const given = problems.object("decisions", chosen, Object.keys(rows)) ?? {};
  const readings = Object.entries(rows).map(([name, row]) => {
    const reading = given[name];
    if (reading === undefined) return [name, row.default] as const;
    const choices = [row.default, ...row.alternatives];
    return [name, problems.choice(`decisions.${name}`, reading, choices) ?? row.default] as const;
  });
  problems.throwIfAny("These decisions cannot be used");
  return Object.freeze(Object.fromEntries(readings));
}
