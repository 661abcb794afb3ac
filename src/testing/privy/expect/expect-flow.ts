import { nearestName } from "../../../schemas/objects/nearest-name.js";
import { FakeAssertionError } from "../../kit/expect/fake-assertion-error.js";
import { listSome } from "../../kit/expect/list-some.js";
import { readTimes } from "../../kit/expect/read-times.js";
import { checkKeys } from "../../kit/options/check-keys.js";
import { DefinitionProblems } from "../../kit/options/definition-problems.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";
import type { FlowRefusal } from "../engines/flow-run.js";
import { describeRun } from "./describe-run.js";
import type { ExpectationSource } from "./expectation-source.js";
import { explainNoStart } from "./explain-no-start.js";
import { flowHistory } from "./flow-history.js";
import { type FlowSubject, findFlowScope } from "./flow-scope.js";

/** Options of `toHaveStarted`. */
export interface FlowStartOptions {
  /** How often it started; a whole number from 1. Default: once or more often. */
  readonly times?: number | undefined;
  /** `{ order: 1001 }` or `{ contact: "kim@example.com" }`. Default: every order. */
  readonly for?: FlowSubject | undefined;
}

/** Options of `notToHaveStarted`. */
export interface FlowNoStartOptions {
  /** `{ order: 1001 }` or `{ contact: "kim@example.com" }`. Default: every order. */
  readonly for?: FlowSubject | undefined;
  /** Why it did not start, each time that it was evaluated, which must be at least once. Default: any reason. */
  readonly because?: FlowRefusal["reason"] | undefined;
  /** The index of the condition that did not hold, from 0; only with `because: "condition_failed"`. */
  readonly conditionIndex?: number | undefined;
}

/** Expectations of one flow. */
export interface FlowExpectations {
  /**
   * The flow started. A failure states why it did not: the condition that does not hold, initial_sync, or re-entry and
   * when it becomes possible.
   *
   * @throws FakeAssertionError also for an unknown order or contact
   */
  toHaveStarted(options?: FlowStartOptions): FlowExpectations;
  /**
   * The flow did not start. A failure states when and for which orders and contacts it did.
   *
   * @throws FakeAssertionError also for an unknown order or contact: an order that never arrived proves nothing
   */
  notToHaveStarted(options?: FlowNoStartOptions): FlowExpectations;
}

const reasons: readonly FlowRefusal["reason"][] = [
  "inactive",
  "initial_sync",
  "condition_failed",
  "re_entry",
];

const inTimes = (count: number): string => (count === 1 ? "once" : `${count} times`);

/**
 * Creates the expectations of one flow.
 *
 * @throws FakeUsageError for an unknown flow
 */
export function expectFlow(name: string, { reader, flows }: ExpectationSource): FlowExpectations {
  const flow = flows.find((one) => one.name === name);
  if (flow === undefined) {
    const names = flows.map((one) => one.name);
    const nearest = typeof name === "string" ? nearestName(name, names) : undefined;
    const hint = nearest === undefined ? "" : ` Did you mean ${JSON.stringify(nearest)}?`;
    const known = names.map((one) => JSON.stringify(one)).join(", ");
    throw new FakeUsageError(
      `The fake has no flow ${JSON.stringify(name)}.${hint} It has: ${known || "none; give it `flows`"}.`,
    );
  }
  const title = `Flow ${JSON.stringify(name)}`;

  const expectations: FlowExpectations = {
    toHaveStarted(options = {}) {
      checkKeys("options", options, ["times", "for"]);
      const times = readTimes(options.times, 1);
      const scope = findFlowScope(options.for, reader);
      const history = flowHistory(name, scope, reader);
      const count = history.runs.length;
      if (times === undefined ? count > 0 : count === times) return expectations;
      const found =
        count === 0
          ? `${title} did not start${scope.words}${times === undefined || times === 1 ? "" : `; it was to start ${inTimes(times)}`}.`
          : `${title} started ${inTimes(count)}${scope.words}, not ${inTimes(times ?? 1)}:\n${listSome(history.runs.map(describeRun), 20)}`;
      const isTooFew = count < (times ?? 1);
      const reason = isTooFew ? explainNoStart(flow, scope, history, reader) : "";
      throw new FakeAssertionError([found, reason].filter((part) => part !== "").join("\n"), {
        expected: { started: times ?? "at least once" },
        actual: { started: count, refusals: history.refusals },
      });
    },
    notToHaveStarted(options = {}) {
      checkKeys("options", options, ["for", "because", "conditionIndex"]);
      checkReason(options);
      const { because, conditionIndex } = options;
      const scope = findFlowScope(options.for, reader);
      const history = flowHistory(name, scope, reader);
      const { runs, refusals } = history;
      const actual = { started: runs.length, refusals };
      const expected = { started: 0, because, conditionIndex };
      if (runs.length > 0) {
        throw new FakeAssertionError(
          `${title} started ${inTimes(runs.length)}${scope.words}:\n${listSome(runs.map(describeRun), 20)}`,
          { expected, actual },
        );
      }
      if (because === undefined) return expectations;
      const isForThat = (refusal: FlowRefusal): boolean =>
        refusal.reason === because &&
        (conditionIndex === undefined ||
          (refusal.reason === "condition_failed" && refusal.conditionIndex === conditionIndex));
      if (refusals.length > 0 && refusals.every(isForThat)) return expectations;
      const which = conditionIndex === undefined ? "" : ` of condition ${conditionIndex + 1}`;
      throw new FakeAssertionError(
        `${title} did not start${scope.words}, but not because of ${because}${which}.\n` +
          explainNoStart(flow, scope, history, reader),
        { expected, actual },
      );
    },
  };
  return Object.freeze(expectations);
}

function checkReason({ because, conditionIndex }: FlowNoStartOptions): void {
  const problems = new DefinitionProblems();
  if (because !== undefined) problems.choice("options.because", because, reasons);
  if (conditionIndex !== undefined && because !== "condition_failed") {
    problems.add("options.conditionIndex", 'goes with because: "condition_failed" only');
  }
  problems.throwIfAny("This cannot be expected of a flow");
}
