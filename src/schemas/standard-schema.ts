import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Problems, Rule } from "./field.js";

/** One rule as a Standard Schema, for the forms and routers of a store. */
export function standardSchema<Input, Output>(rule: Rule<Output>): StandardSchemaV1<Input, Output> {
  return {
    "~standard": {
      version: 1,
      vendor: "privy-orders",
      validate(input) {
        const problems: Problems = { issues: [] };
        const value = rule(input, problems);
        return problems.issues.length === 0 ? { value } : problems;
      },
    },
  };
}
