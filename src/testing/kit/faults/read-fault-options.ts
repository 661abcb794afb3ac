import { CHANNELS } from "../exchange/channel.js";
import { copyOptions } from "../options/copy-options.js";
import { DefinitionProblems } from "../options/definition-problems.js";
import type { FaultPlan } from "./fault-plan.js";
import type { FaultScope } from "./fault-rule.js";
import { readFault } from "./read-fault.js";
import { checkRequestMatch } from "./request-match.js";

/** Reads the scope of a fault. */
export function readFaultScope(
  path: string,
  given: unknown,
  more: readonly string[],
  problems: DefinitionProblems,
): FaultScope {
  const options = problems.object(path, given, ["for", "when", "channel", ...more]) ?? {};
  if (options.when !== undefined) checkRequestMatch(`${path}.when`, options.when, problems);
  if (options.channel !== undefined) problems.choice(`${path}.channel`, options.channel, CHANNELS);
  if (options.for !== undefined && typeof options.for !== "function") {
    problems.add(`${path}.for`, "must be a function of the request");
  }
  // Checked above; with any problem it is not used. Copied, because the test may change its own later.
  return copyOptions(options) as FaultScope;
}

/** Reads options and throws with all their problems. */
export function readOrRefuse<Result>(
  subject: string,
  reading: (problems: DefinitionProblems) => Result,
): Result {
  const problems = new DefinitionProblems();
  const result = reading(problems);
  problems.throwIfAny(`${subject} was given wrong options`);
  return result;
}

/** Reads a list of faults. */
export function readFaults(
  faults: readonly unknown[],
  path: string,
  problems: DefinitionProblems,
): readonly FaultPlan[] {
  return faults.flatMap((fault, index) => readFault(`${path}[${index}]`, fault, problems) ?? []);
}
