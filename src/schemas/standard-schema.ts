import type { StandardSchemaV1 } from "@standard-schema/spec";
import { type Rule, readBy } from "./field.js";

/** One rule as a Standard Schema, for the forms and routers of a store; Zod does not show through it. */
/* @__NO_SIDE_EFFECTS__ */
export function standardSchema<Input, Output>(rule: Rule<Output>): StandardSchemaV1<Input, Output> {
  return {
    "~standard": {
      version: 1,
      vendor: "privy-orders",
      validate(value) {
        return readBy(rule, value);
      },
    },
  };
}
