import type { FlowEvaluation, FlowRun } from "../engines/flow-run.js";
import type { StateReader } from "../state-reader.js";
import type { FlowScope } from "./flow-scope.js";

/** The part of a flow's history that an expectation covers. */
export interface FlowHistory {
  readonly runs: readonly FlowRun[];
  readonly refusals: readonly (FlowEvaluation & { started: false })[];
  /** The runs of all other orders and contacts. */
  readonly otherRuns: readonly FlowRun[];
}

/** Selects what belongs to one flow and to the scope of an expectation. */
export function flowHistory(flow: string, scope: FlowScope, reader: StateReader): FlowHistory {
  const runs = reader.flowRuns.filter((run) => run.flow === flow);
  const evaluations = reader.flowEvaluations.filter((one) => one.flow === flow && scope.includes(one));
  return {
    runs: runs.filter(scope.includes),
    refusals: evaluations.filter((one) => !one.started),
    otherRuns: runs.filter((run) => !scope.includes(run)),
  };
}
