import { DefinitionProblems } from "./definition-problems.js";

/** One point on which a vendor's pages are silent or contradict themselves. */
export interface DecisionRow {
  /** What the fake does unless told otherwise. */
  readonly default: string;
  /** The other readings that a test may ask for. */
  readonly alternatives: readonly string[];
  /** The documentation page that leaves the point open. */
  readonly page: string;
  /** Why the default is what it is. */
  readonly reason: string;
}

/**
 * One reading for every row: the given ones, completed with the defaults.
 *
 * @throws FakeUsageError for a switch or a reading that does not exist, naming the nearest one that does
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
