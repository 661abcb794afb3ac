import { DefinitionProblems } from "../../kit/options/definition-problems.js";
import { checkDateTest } from "./date-test.js";
import { checkNumberTest } from "./number-test.js";

const conditionTypes = ["order_count", "first_order_date", "last_order_date"] as const;

/** Conditions that Privy's segments have only for other kinds of shops, by the names that users may try. */
const unavailableType =
  /^(?:lifetime|total)_|_(?:spend|spent|value)$|^(?:average_)?order_value$|product|variant|collection/;

/**
 * Checks segment definitions.
 *
 * @throws FakeUsageError with all problems: unknown names, duplicates, conditions that can never hold or
 *   that Privy does not offer for Custom Integrations
 */
export function checkSegmentDefinitions(segments: unknown): void {
  const problems = new DefinitionProblems();
  problems.uniqueList("segments", segments, (path, segment) => checkSegment(problems, path, segment));
  problems.throwIfAny("These segments cannot be used");
}

/**
 * Checks one segment.
 *
 * @throws FakeUsageError as {@link checkSegmentDefinitions} does
 */
export function checkSegmentDefinition(segment: unknown): void {
  const problems = new DefinitionProblems();
  checkSegment(problems, "segment", segment);
  problems.throwIfAny("This segment cannot be used");
}

function checkSegment(
  problems: DefinitionProblems,
  path: string,
  value: unknown,
): Readonly<Record<string, unknown>> | undefined {
  const segment = problems.object(path, value, ["name", "match", "conditions"]);
  if (segment === undefined) return undefined;
  problems.name(`${path}.name`, segment.name);
  if (segment.match !== undefined) problems.choice(`${path}.match`, segment.match, ["all", "any"]);
  const conditions: unknown = segment.conditions;
  if (!Array.isArray(conditions) || conditions.length === 0) {
    problems.add(`${path}.conditions`, "must be a list with at least one condition");
  } else {
    conditions.forEach((condition: unknown, index) => {
      checkCondition(problems, `${path}.conditions[${index}]`, condition);
    });
  }
  return segment;
}

function checkCondition(problems: DefinitionProblems, path: string, value: unknown): void {
  const type: unknown =
    typeof value === "object" && value !== null && "type" in value ? value.type : undefined;
  if (typeof type === "string" && unavailableType.test(type)) {
    problems.add(
      `${path}.type`,
      "lifetime spend and product segments are not available for Custom Integrations; use order_count, first_order_date or last_order_date",
    );
    return;
  }
  const condition = problems.object(path, value, ["type", "operator", "value"]);
  if (condition === undefined) return;
  const known = problems.choice(`${path}.type`, type, conditionTypes);
  if (known === undefined) return;
  if (known !== "order_count") {
    checkDateTest(problems, path, condition);
    return;
  }
  const because = "no count is less than 0";
  checkNumberTest(problems, path, condition, { least: 0, because, wholeNumbers: true });
}
