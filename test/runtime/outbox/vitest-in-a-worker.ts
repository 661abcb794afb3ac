// What the contract suite uses of Vitest, for a runtime that Vitest does not run in; its `expect` is Vitest's own.
import { chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from "@vitest/expect";

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
export const expect: typeof chai.expect = chai.expect;

type Work = () => unknown;

interface Group {
  readonly title: string;
  readonly before: Work[];
  readonly after: Work[];
}

interface Case {
  readonly title: string;
  readonly groups: readonly Group[];
  readonly run: Work;
}

/** How one case ended. */
export interface CaseResult {
  readonly title: string;
  readonly error?: string;
}

const groups: Group[] = [];
const cases: Case[] = [];

export function describe(title: string, define: () => void): void {
  groups.push({ title, before: [], after: [] });
  define();
  groups.pop();
}

export const beforeEach = (work: Work): void => void groups.at(-1)?.before.push(work);
export const afterEach = (work: Work): void => void groups.at(-1)?.after.push(work);

const one = (title: string, run: Work): void => void cases.push({ title, groups: [...groups], run });
const each =
  (table: readonly (readonly unknown[])[]) =>
  (title: string, run: (...values: readonly unknown[]) => unknown): void => {
    for (const values of table) one(title.replace("%s", String(values[0])), () => run(...values));
  };
export const it: typeof one & { readonly each: typeof each } = Object.assign(one, { each });

/** Runs every case that was defined, one after the other. */
export async function runCases(): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const { title, groups: around, run } of cases) {
    try {
      for (const { before } of around) for (const work of before) await work();
      try {
        await run();
      } finally {
        for (const { after } of around.toReversed()) for (const work of after) await work();
      }
      results.push({ title });
    } catch (error) {
      results.push({ title, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
  return results;
}
