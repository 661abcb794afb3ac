/** The parts of JSON Schema (2020-12) that the description of the control API needs. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly $ref?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/**
 * Describes an object with these members; a name that ends in `?` is optional. Other members are allowed unless it is
 * closed.
 */
export function object(members: Readonly<Record<string, Schema>>, isClosed = false): Schema {
  const names = Object.keys(members);
  return {
    type: "object",
    properties: Object.fromEntries(
      Object.entries(members).map(([name, schema]) => [name.replace(/\?$/, ""), schema]),
    ),
    required: names.filter((name) => !name.endsWith("?")),
    ...(isClosed ? { additionalProperties: false } : {}),
  };
}

export const text: Schema = { type: "string" };
export const integer: Schema = { type: "integer" };
export const number: Schema = { type: "number" };
export const truth: Schema = { type: "boolean" };
export const anyObject: Schema = { type: "object" };
export const anything: Schema = {};
export const choice = (...values: readonly string[]): Schema => ({ type: "string", enum: values });
export const listOf = (items: Schema): Schema => ({ type: "array", items });
export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: "null" }] });
/** Describes a list of the control API. */
export const pageOf = (items: Schema): Schema =>
  object({ data: listOf(items), next: orNull(integer), total: integer });
export const named = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
