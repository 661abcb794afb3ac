import type { DefinitionProblems } from "../../kit/options/definition-problems.js";

/** How an amount or a count is compared; `between` includes both ends. */
export type NumberTest =
  | { readonly operator: "gt" | "gte" | "lt" | "lte" | "eq"; readonly value: number }
  | { readonly operator: "between"; readonly value: readonly [number, number] };

const operators = ["gt", "gte", "lt", "lte", "eq", "between"] as const;

/** Whether a number passes. */
export function passesNumberTest(test: NumberTest, actual: number): boolean {
  switch (test.operator) {
    case "gt":
      return actual > test.value;
    case "gte":
      return actual >= test.value;
    case "lt":
      return actual < test.value;
    case "lte":
      return actual <= test.value;
    case "eq":
      return actual === test.value;
    case "between":
      return test.value[0] <= actual && actual <= test.value[1];
  }
}

/** Describes a comparison for a sentence about why it did not hold: `gt 100`, `between 2 and 4`. */
export function describeNumberTest(test: NumberTest): string {
  return test.operator === "between"
    ? `between ${test.value[0]} and ${test.value[1]}`
    : `${test.operator} ${test.value}`;
}

/** Copies a comparison, so that later changes of the definition have no effect. */
export function copyNumberTest(test: NumberTest): NumberTest {
  return test.operator === "between"
    ? { operator: "between", value: [test.value[0], test.value[1]] }
    : { operator: test.operator, value: test.value };
}

/** The possible values of the compared number. */
export interface NumberRange {
  /** The least possible value. */
  readonly least: number;
  /** Why there is no smaller value, as the end of a sentence: "no order's total is less than 0". */
  readonly because: string;
  readonly wholeNumbers: boolean;
}

/** Adds the problems of a comparison, for example that it can never hold. */
export function checkNumberTest(
  problems: DefinitionProblems,
  path: string,
  condition: Readonly<Record<string, unknown>>,
  range: NumberRange,
): void {
  const operator = problems.choice(`${path}.operator`, condition.operator, operators);
  if (operator === undefined) return;
  const valuePath = `${path}.value`;
  const value: unknown = condition.value;
  const bounds: readonly unknown[] | undefined =
    operator === "between" ? (Array.isArray(value) && value.length === 2 ? value : undefined) : [value];
  const isUsable = (bound: unknown): bound is number =>
    typeof bound === "number" &&
    (range.wholeNumbers ? Number.isSafeInteger(bound) : Number.isFinite(bound)) &&
    bound >= 0;
  if (bounds === undefined || !bounds.every(isUsable)) {
    const kind = range.wholeNumbers ? "whole number" : "number";
    const form = operator === "between" ? `two ${kind}s [from, to], neither` : `a ${kind}, not`;
    problems.add(valuePath, `must be ${form} negative`);
    return;
  }
  const [low = 0, high = low] = bounds;
  if (low > high) problems.add(valuePath, "can never hold: from is greater than to");
  // Nothing is less than the least possible value.
  const hasRoomBelow = operator === "lt" ? high > range.least : high >= range.least;
  const boundedAbove = operator === "lt" || operator === "lte" || operator === "eq" || operator === "between";
  if (boundedAbove && !hasRoomBelow) problems.add(valuePath, `can never hold: ${range.because}`);
}
