import { type Duration, parseDuration } from "../../kit/clock/duration.js";
import { readCurrencyField } from "../../kit/fields/currency-field.js";
import { DefinitionProblems } from "../../kit/options/definition-problems.js";
import { checkNumberTest } from "./number-test.js";

/** The chosen readings that the check depends on. */
export interface FlowCheckOptions {
  /** Whether Order Count counts the order that starts the flow. */
  readonly orderCountIncludesThis: boolean;
}

const conditionTypes = ["order_value", "order_count", "purchased_product", "purchased_variant"] as const;

/**
 * Checks flow definitions.
 *
 * @throws FakeUsageError with all problems: unknown names, duplicates, conditions that can never hold
 */
export function checkFlowDefinitions(flows: unknown, options: FlowCheckOptions): void {
  const problems = new DefinitionProblems();
  problems.uniqueList("flows", flows, (path, flow) => checkFlow(problems, path, flow, options));
  problems.throwIfAny("These flows cannot be used");
}

function checkFlow(
  problems: DefinitionProblems,
  path: string,
  value: unknown,
  options: FlowCheckOptions,
): Readonly<Record<string, unknown>> | undefined {
  const keys = ["name", "trigger", "conditions", "entry", "exitWhenContactBuys", "active"];
  const flow = problems.object(path, value, keys);
  if (flow === undefined) return undefined;
  problems.name(`${path}.name`, flow.name);
  problems.choice(`${path}.trigger`, flow.trigger, ["order_placed", "order_received"]);
  problems.flag(`${path}.exitWhenContactBuys`, flow.exitWhenContactBuys);
  problems.flag(`${path}.active`, flow.active);
  if (flow.entry !== undefined) checkEntry(problems, `${path}.entry`, flow.entry);
  const conditions = flow.conditions ?? [];
  if (!Array.isArray(conditions)) problems.add(`${path}.conditions`, "must be a list");
  else {
    conditions.forEach((condition: unknown, index) => {
      checkCondition(problems, `${path}.conditions[${index}]`, condition, options);
    });
  }
  return flow;
}

function checkEntry(problems: DefinitionProblems, path: string, value: unknown): void {
  const entry = problems.object(path, value, ["frequency", "after"]);
  if (entry === undefined) return;
  const frequency = problems.choice(`${path}.frequency`, entry.frequency, ["immediate", "delayed", "never"]);
  if (frequency === undefined) return;
  if (frequency !== "delayed") {
    if (entry.after !== undefined) problems.add(`${path}.after`, "belongs to the frequency delayed only");
    return;
  }
  try {
    // `parseDuration` refuses anything else.
    const afterMs = parseDuration(entry.after as Duration);
    if (afterMs === 0) problems.add(`${path}.after`, "must be longer than 0; use the frequency immediate");
  } catch (error) {
    problems.add(`${path}.after`, error instanceof Error ? error.message : "must be a duration");
  }
}

function checkCondition(
  problems: DefinitionProblems,
  path: string,
  value: unknown,
  options: FlowCheckOptions,
): void {
  const keys = ["type", "operator", "value", "currency", "productIds", "variantIds", "match"];
  const type = conditionType(problems, path, value);
  switch (type) {
    case "order_value": {
      const condition = problems.object(path, value, ["type", "operator", "value", "currency"]);
      if (condition === undefined) return;
      const { currency } = condition;
      if (currency !== undefined && "problem" in readCurrencyField(currency, { assignedOnly: true })) {
        problems.add(`${path}.currency`, "must be the ISO 4217 code of a currency, such as USD");
      }
      const because = "no order's total is less than 0";
      checkNumberTest(problems, path, condition, { least: 0, because, wholeNumbers: false });
      return;
    }
    case "order_count": {
      const condition = problems.object(path, value, ["type", "operator", "value"]);
      if (condition === undefined) return;
      const least = options.orderCountIncludesThis ? 1 : 0;
      const because =
        least === 1 ? "this order counts too, so there is at least 1" : "no count is less than 0";
      checkNumberTest(problems, path, condition, { least, because, wholeNumbers: true });
      return;
    }
    case "purchased_product":
    case "purchased_variant": {
      const idsKey = type === "purchased_product" ? "productIds" : "variantIds";
      const condition = problems.object(path, value, ["type", idsKey, "match"]);
      if (condition === undefined) return;
      if (condition.match !== undefined) problems.choice(`${path}.match`, condition.match, ["any", "all"]);
      checkIds(problems, `${path}.${idsKey}`, condition[idsKey]);
      return;
    }
    default:
      // Its keys cannot be checked without its type.
      if (typeof value !== "object" || value === null) problems.object(path, value, keys);
  }
}

function conditionType(
  problems: DefinitionProblems,
  path: string,
  value: unknown,
): (typeof conditionTypes)[number] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const type: unknown = "type" in value ? value.type : undefined;
  if (type === "purchased_collection" || type === "purchased_from_collection") {
    problems.add(
      `${path}.type`,
      "Purchased from Collection is not available for Custom Integrations; use purchased_product or purchased_variant",
    );
    return undefined;
  }
  return problems.choice(`${path}.type`, type, conditionTypes);
}

function checkIds(problems: DefinitionProblems, path: string, ids: unknown): void {
  if (!Array.isArray(ids) || ids.length === 0) {
    problems.add(path, "must be a list with at least one id");
    return;
  }
  ids.forEach((id: unknown, index) => {
    const isId =
      typeof id === "string" ? id.trim() !== "" : typeof id === "bigint" || Number.isSafeInteger(id);
    if (!isId) {
      problems.add(
        `${path}[${index}]`,
        "must be text that is not empty or a whole number (up to 2^53 − 1; above, as text)",
      );
    }
  });
}
