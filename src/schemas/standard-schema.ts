import type { StandardSchemaV1 } from "@standard-schema/spec";
import { safeParse } from "zod/v4/core";
import { type Rule, toIssue } from "./field.js";

/** One rule as a Standard Schema, for the forms and routers of a store; Zod does not show through it. */
export function standardSchema<Input, Output>(rule: Rule<Output>): StandardSchemaV1<Input, Output> {
  return {
    "~standard": {
      version: 1,
      vendor: "privy-orders",
      validate(value) {
        const result = safeParse(rule, value);
        if (result.success) return { value: result.data };
        return { issues: result.error.issues.map(toIssue) };
      },
    },
  };
}
