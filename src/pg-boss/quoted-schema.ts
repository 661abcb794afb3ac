import { InvalidInputError } from "../errors/invalid-input-error.js";

/**
 * The name of a schema as it stands in SQL.
 *
 * @throws InvalidInputError when it cannot stand there
 */
export function quotedSchema(schema: string, option: string): string {
  if (/^[a-z_][a-z0-9_]{0,50}$/i.test(schema)) return `"${schema}"`;
  const message = "must be a name of up to 51 letters, digits and underscores";
  throw new InvalidInputError("Nothing was created in the database", [
    { code: "invalid", path: [option], message },
  ]);
}
