import { type Duration, parseDuration } from "../../kit/clock/duration.js";
import { type MomentSpan, momentForms, readMoment } from "../../kit/clock/moment.js";
import type { DefinitionProblems } from "../../kit/options/definition-problems.js";
import type { DateTest } from "./segment-definition.js";

const operators = ["before", "after", "on", "between", "within_last", "not_within_last"] as const;
const dayMs = 86_400_000;

/** The values besides the test that a date is compared with. */
export interface DateTestOptions {
  readonly nowMs: number;
  /** Whether a date after now is within the last days. */
  readonly futureIsRecent: boolean;
}

/** Reads a moment that has been checked. */
function spanOf(value: unknown): MomentSpan {
  return readMoment(value) ?? { startMs: Number.NaN, endMs: Number.NaN };
}

/** Whether a date (milliseconds since 1970) passes a test that has been checked. */
export function passesDateTest(test: DateTest, dateMs: number, options: DateTestOptions): boolean {
  const { nowMs, futureIsRecent } = options;
  switch (test.operator) {
    case "before":
      return dateMs < spanOf(test.value).startMs;
    case "after":
      return dateMs > spanOf(test.value).endMs;
    case "on":
      return Math.floor(dateMs / dayMs) === Math.floor(spanOf(test.value).startMs / dayMs);
    case "between":
      return spanOf(test.value[0]).startMs <= dateMs && dateMs <= spanOf(test.value[1]).endMs;
    case "within_last":
    case "not_within_last": {
      const isWithin = dateMs >= nowMs - parseDuration(test.value) && (dateMs <= nowMs || futureIsRecent);
      return isWithin === (test.operator === "within_last");
    }
  }
}

/** Adds the problems of a date comparison. */
export function checkDateTest(
  problems: DefinitionProblems,
  path: string,
  condition: Readonly<Record<string, unknown>>,
): void {
  const operator = problems.choice(`${path}.operator`, condition.operator, operators);
  if (operator === undefined) return;
  const valuePath = `${path}.value`;
  const value: unknown = condition.value;
  if (operator === "within_last" || operator === "not_within_last") {
    try {
      // `parseDuration` refuses anything else.
      parseDuration(value as Duration);
    } catch (error) {
      problems.add(valuePath, error instanceof Error ? error.message : "must be a duration");
    }
    return;
  }
  if (operator !== "between") {
    if (readMoment(value) === undefined) problems.add(valuePath, `must be ${momentForms}`);
    return;
  }
  const ends: readonly unknown[] = Array.isArray(value) ? value : [];
  const [from, to] = ends.map(readMoment);
  if (ends.length !== 2 || from === undefined || to === undefined) {
    problems.add(valuePath, `must be a list [from, to], each ${momentForms}`);
  } else if (from.startMs > to.endMs) problems.add(valuePath, "can never hold: from is after to");
}
