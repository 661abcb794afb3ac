import { z } from "zod/v4";
import { type Rule, readBy } from "../schemas/field.js";

/** A JSON Schema of an input: the part that these fields need. */
export interface InputJsonSchema {
  readonly [keyword: string]: unknown;
}

/**
 * One rule as a field of the caller's own Zod. The input half takes anything and describes itself for `z.toJSONSchema`; the
 * rule decides, so that a form and `orders.upsert` never disagree. An issue carries its `IssueCode` in `params.code`.
 */
export function zodField<Output, Input>(
  rule: Rule<Output>,
  input: InputJsonSchema,
): z.ZodType<Output, Input> {
  const read = z.transform((value: unknown, context): Output => {
    const result = readBy(rule, value);
    if ("value" in result) return result.value;
    for (const { code, path, message } of result.issues)
      context.issues.push({ code: "custom", params: { code }, path: [...path], message, input: undefined });
    return z.NEVER;
  });
  // The rule takes the input type that `schemas` declares; Zod holds it as unknown.
  return z.pipe(z.unknown().meta(input), read) as z.ZodType<Output, Input>;
}

/** The same for a field that may be left out. */
export function optionalZodField<Output, Input>(
  rule: Rule<Output>,
  input: InputJsonSchema,
): z.ZodOptional<z.ZodType<Output, Input>> {
  return z.optional(zodField<Output, Input>(rule, input));
}
