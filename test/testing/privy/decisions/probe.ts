import type { DecisionName, Decisions } from "../../../../src/testing/index.js";

/** What an outsider sees under each reading of a switch. */
export interface Probe<Name extends DecisionName> {
  readonly look: (chosen: Partial<Decisions>) => unknown;
  readonly sees: { readonly [Reading in Decisions[Name]]: unknown };
}
