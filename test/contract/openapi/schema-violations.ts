import type { Schema } from "../../../src/testing/server/control/routing/schema.js";

/** The schemas that a `$ref` may name. */
export type Components = Readonly<Record<string, Schema>>;

const typeOf = (value: unknown): string => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "bigint" || Number.isSafeInteger(value)) return "integer";
  return typeof value;
};

const isOfType = (value: unknown, wanted: string): boolean => {
  const type = typeOf(value);
  return type === wanted || (wanted === "number" && type === "integer");
};

/** Everything in which a value differs from its schema, each with its place. */
export function schemaViolations(
  value: unknown,
  schema: Schema,
  components: Components,
  place = "$",
): readonly string[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    const found = components[name];
    return found === undefined
      ? [`${place}: there is no schema ${name}`]
      : schemaViolations(value, found, components, place);
  }
  if (schema.anyOf !== undefined) {
    const all = schema.anyOf.map((one) => schemaViolations(value, one, components, place));
    return all.some((violations) => violations.length === 0) ? [] : (all[0] ?? []);
  }
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) {
    return [`${place}: is ${typeOf(value)}, not ${types.join(" or ")}`];
  }
  const violations: string[] = [];
  if (schema.enum !== undefined && !schema.enum.includes(value))
    violations.push(`${place}: is none of the choices`);
  if (typeof value === "number" && value < (schema.minimum ?? value))
    violations.push(`${place}: is too small`);
  if (typeof value === "number" && value > (schema.maximum ?? value))
    violations.push(`${place}: is too large`);
  if (Array.isArray(value) && schema.items !== undefined) {
    const { items } = schema;
    value.forEach((one, index) => {
      violations.push(...schemaViolations(one, items, components, `${place}[${index}]`));
    });
  }
  if (typeOf(value) === "object")
    violations.push(...memberViolations(Object(value), schema, components, place));
  return violations;
}

function memberViolations(
  value: Readonly<Record<string, unknown>>,
  { properties = {}, required = [], additionalProperties }: Schema,
  components: Components,
  place: string,
): readonly string[] {
  const violations = required
    .filter((name) => !(name in value))
    .map((name) => `${place}.${name}: is missing`);
  for (const [name, member] of Object.entries(value)) {
    const known =
      properties[name] ?? (typeof additionalProperties === "object" ? additionalProperties : undefined);
    if (known !== undefined)
      violations.push(...schemaViolations(member, known, components, `${place}.${name}`));
    else if (additionalProperties === false) violations.push(`${place}.${name}: is not described`);
  }
  return violations;
}
